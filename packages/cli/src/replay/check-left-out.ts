import type { LimitCheck } from '@signalbox/quality'
import type { RecordProblems } from '../records/record-problems.ts'

/** Whether enough of a record could be read. @param most of all its rows, those that may be left out, 0..1 */
export function checkLeftOut(
  problems: ReturnType<RecordProblems['read']>,
  requests: number,
  most: number | undefined,
): readonly LimitCheck[] {
  if (most === undefined) return []
  const leftOut = problems.reduce((sum, { rows }) => sum + rows, 0)
  const found = leftOut / Math.max(1, leftOut + requests)
  const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`
  return [
    {
      limit: `maxLeftOut ${most}`,
      found,
      holds: found <= most,
      sentence: `Rows that could not be used: ${leftOut} of ${leftOut + requests} (${percent(found)}); at most ${percent(most)} may be.`,
    },
  ]
}
