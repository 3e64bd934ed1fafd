import type { ProofIssue } from './proof-issue.ts'

/** What cannot work. */
export function error(code: ProofIssue['code'], path: readonly (string | number)[], message: string): ProofIssue {
  return { severity: 'error', code, path, message }
}

/** What will surprise. */
export function warning(code: ProofIssue['code'], path: readonly (string | number)[], message: string): ProofIssue {
  return { severity: 'warning', code, path, message }
}
