import type { AttemptEnd, AttemptPurpose } from '../outcome/attempt.ts'

/** Parts of a request's cost that no answer came of. */
export type CostPart = 'draft' | 'failed' | 'check'

/** Which part an attempt's cost belongs to; undefined = it is that of the answer, or of an attempt still under way. */
export function costPartOf(
  attempt: {
    readonly n: number
    readonly purpose: AttemptPurpose
    readonly end?: AttemptEnd['kind'] | undefined
  },
  servedN: number | undefined,
): CostPart | undefined {
  const { n, purpose, end } = attempt
  if (purpose === 'sample' || purpose === 'judge') return 'check'
  // A rejected draft that was served in the end is the answer.
  if (end === 'rejected') return n === servedN ? undefined : 'draft'
  const couldServe = purpose === 'serve' || purpose === 'hedge'
  return couldServe && (end === 'failed' || end === 'aborted' || end === 'lost') ? 'failed' : undefined
}
