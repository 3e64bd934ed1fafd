import { SignalboxError } from './signalbox-error.ts'

/** The policy cannot work as written. Thrown by `createRouter`, never later. */
export class ConfigurationError extends SignalboxError {
  /** One sentence each: the place and the remedy. */
  readonly issues: readonly string[]

  constructor(issues: readonly string[]) {
    super(
      'configuration',
      issues.length === 1 ? (issues[0] ?? '') : `${issues.length} problems:\n- ${issues.join('\n- ')}`,
    )
    this.name = 'ConfigurationError'
    this.issues = issues
  }
}
