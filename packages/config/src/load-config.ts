import { checkConfig, type CheckOptions } from './check-config.ts'
import { ConfigError } from './config-error.ts'
import type { ConfigIssue } from './config-issue.ts'
import { readConfigText } from './read-config-text.ts'
import type { SignalboxConfig } from './signalbox-config.ts'

/** A file that may be used. */
export interface LoadedConfig {
  readonly config: SignalboxConfig
  readonly warnings: readonly ConfigIssue[]
}

/** @throws ConfigError with every problem and its place */
export function loadConfig(options: CheckOptions): LoadedConfig {
  const text = readConfigText(options.file)
  const { config, issues } = checkConfig(text, options)
  if (config === undefined) throw new ConfigError(issues.filter(({ severity }) => severity === 'error'))
  return { config, warnings: issues }
}
