import { readFileSync } from 'node:fs'
import { checkConfig, type CheckOptions } from './check-config.ts'
import { ConfigError } from './config-error.ts'
import type { ConfigIssue } from './config-issue.ts'
import type { SignalboxConfig } from './signalbox-config.ts'

/** A file that may be used. */
export interface LoadedConfig {
  readonly config: SignalboxConfig
  readonly warnings: readonly ConfigIssue[]
}

/** @throws ConfigError with every problem and its place */
export function loadConfig(options: CheckOptions): LoadedConfig {
  const { file } = options
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const message =
      code === 'ENOENT'
        ? 'There is no such file. Run `signalbox init`, or name another with --config.'
        : `It cannot be read (${String(code)}). Check its permissions.`
    throw new ConfigError([{ severity: 'error', file, line: undefined, column: undefined, message }])
  }
  const { config, issues } = checkConfig(text, options)
  if (config === undefined) throw new ConfigError(issues.filter(({ severity }) => severity === 'error'))
  return { config, warnings: issues }
}
