import { formatIssue, type ConfigIssue } from './config-issue.ts'

/** The config file cannot be used; every problem with its place. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly issues: readonly ConfigIssue[]

  constructor(issues: readonly ConfigIssue[]) {
    super(issues.map(formatIssue).join('\n'))
    this.issues = issues
  }
}
