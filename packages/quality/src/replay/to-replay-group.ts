import { toShare } from '@signalbox/core'
import { Durations } from '../statistics/durations.ts'
import { CostTally } from './cost-tally.ts'
import type { GroupTally } from './group-tally.ts'
import type { ObservedDurations } from './observed-durations.ts'
import type { ReplayGroup, SideFigures } from './replay-report.ts'
import { SideTally } from './side-tally.ts'
import { totalQuality } from './total-quality.ts'

/** One line of the report, from the task types it is of. */
export function toReplayGroup(
  key: string,
  tasks: readonly (readonly [task: string, tally: GroupTally])[],
  observed: ObservedDurations,
): ReplayGroup {
  const count = (name: keyof GroupTally['n']): number => tasks.reduce((sum, [, { n }]) => sum + n[name], 0)
  const cost = new CostTally()
  for (const [, tally] of tasks) cost.absorb(tally.cost)
  return {
    key,
    requests: count('requests'),
    a: toFigures('a', tasks, observed),
    b: toFigures('b', tasks, observed),
    cost: cost.toComparison(),
    changed: toShare(count('changed'), count('bothServed')),
    preference: { better: count('better'), asGood: count('asGood'), worse: count('worse') },
  }
}

/** Counts are added up; latency and quality are put together from what is known of each task type. */
function toFigures(
  side: 'a' | 'b',
  tasks: readonly (readonly [task: string, tally: GroupTally])[],
  observed: ObservedDurations,
): SideFigures {
  const sum = new SideTally()
  const durations = new Durations()
  let unknown = 0
  for (const [task, tally] of tasks) {
    sum.absorb(tally[side])
    const own = tally.latency[side].toDurations(task, observed)
    durations.addShare(own.durations, own.durations.n)
    unknown += own.unknown
  }
  return sum.toFigures({ durations, unknown }, totalQuality(tasks.map(([, tally]) => tally.quality[side])))
}
