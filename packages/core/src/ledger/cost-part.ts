import type { AttemptEnd, AttemptPurpose } from '../outcome/attempt.ts'

/** Parts of a request's cost that no answer came of; `evidence` is apart from the others, which are part of what its answer cost. */
export type CostPart = 'draft' | 'failed' | 'check' | 'evidence'

/** Which part an attempt's cost belongs to; undefined = it is that of the answer, or of an attempt still under way. */
export function costPartOf(
  attempt: {
    readonly n: number
    readonly purpose: AttemptPurpose
    readonly end?: AttemptEnd['kind'] | undefined
    readonly study?: string | undefined
  },
  servedN: number | undefined,
): CostPart | undefined {
  const { n, purpose, end, study } = attempt
  if (study !== undefined) return 'evidence'
  if (purpose === 'sample' || purpose === 'judge') return 'check'
  // A rejected draft that was served in the end is the answer.
  if (end === 'rejected') return n === servedN ? undefined : 'draft'
  const couldServe = purpose === 'serve' || purpose === 'hedge'
  return couldServe && (end === 'failed' || end === 'aborted' || end === 'lost') ? 'failed' : undefined
}
