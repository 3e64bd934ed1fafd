import { UsageError } from './usage-error.ts'

/** The key in an environment variable: the named one, which must be set, else the usual one, if it is. @throws UsageError naming the variable */
export function keyFromEnv(named: string | undefined, usual: string): string | undefined {
  const key = process.env[named ?? usual] || undefined
  if (named !== undefined && key === undefined)
    throw new UsageError(`--key-env ${named}: this environment variable is not set. Set it, or name another.`)
  return key
}
