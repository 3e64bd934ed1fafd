import type { KnownAnswer, PastRequest } from './past-request.ts'
import type { SideRun } from './side-run.ts'

/**
 * How B's answer compares with A's to one request, by those who have compared: 1 = better, 0.5 = as good, 0 = worse. Undefined = nobody has, or
 * it is not sure which answers were compared.
 */
export function preferenceOf({ answers }: PastRequest, a: SideRun, b: SideRun): number | undefined {
  // Labels name attempts: only of two answers is it clear which was the other.
  if (answers.length !== 2 || a.unknownGates > 0 || b.unknownGates > 0) return undefined
  const [before, after] = [a.atLeast.served?.answer, b.atLeast.served?.answer]
  if (before === undefined || after === undefined || before === after) return undefined
  const scores = [...compared(after), ...compared(before).map((score) => 1 - score)]
  return scores.length === 0 ? undefined : scores.reduce((sum, score) => sum + score, 0) / scores.length
}

function compared({ labels }: KnownAnswer): readonly number[] {
  return labels.filter(({ versusN }) => versusN !== undefined).map(({ score }) => score)
}
