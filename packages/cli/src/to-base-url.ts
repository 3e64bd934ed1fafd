import { UsageError } from './usage-error.ts'

/**
 * An address as given on the command line. @throws UsageError for what is none, and for one with a name, a password, a query or a
 * fragment: it would be shown, or written to a file, and a key could stand in it
 */
export function toBaseUrl(flag: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError(`${flag} must be an http or https address, as in http://127.0.0.1:4000. Correct it.`)
  if (/[?#]/.test(text) || url.username !== '' || url.password !== '')
    throw new UsageError(
      `${flag}: leave name, password and everything from ? or # on out of the address: a key has no place in it. Keys come from environment variables.`,
    )
  return text
}
