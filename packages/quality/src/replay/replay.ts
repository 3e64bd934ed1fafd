import { toAssumptions } from './assumptions.ts'
import { GroupTally } from './group-tally.ts'
import { ObservedDurations } from './observed-durations.ts'
import type { PastRequest } from './past-request.ts'
import { prepareSide, type PreparedSide } from './prepare-side.ts'
import { projectedRun } from './projected-run.ts'
import { recordedRun } from './recorded-run.ts'
import type { ReplayReport, SideName } from './replay-report.ts'
import { RouteChanges } from './route-changes.ts'
import type { Side } from './side.ts'
import { toReplayGroup } from './to-replay-group.ts'

export interface ReplayOptions {
  /** Conversations in the order of time, where a side's decisions depend on their last turn. */
  readonly past: Iterable<PastRequest> | AsyncIterable<PastRequest>
  /** A. Default: what the record says happened. */
  readonly from?: Side | undefined
  /** B. */
  readonly to: Side
  /** Wall time, ms since the epoch: the moment of requests that do not say theirs. */
  readonly atMs?: number | undefined
  /** Called after each request with how many there have been. */
  readonly onProgress?: ((requests: number) => void) | undefined
}

/** Beyond so many task types the rest share a group. */
const mostTasks = 200

/**
 * What B would make of requests of the past, beside A: no model is called, no clock read and no dice thrown but by a request's id, so the
 * same record and policies give the same bytes. Memory does not grow with the record.
 *
 * @throws ConfigurationError for a policy that cannot work
 * @throws RangeError for a request that says no moment, without `atMs`
 */
export async function replay(options: ReplayOptions): Promise<ReplayReport> {
  const { past, atMs: momentOfOthers, onProgress } = options
  const a = options.from && prepareSide(options.from)
  const b = prepareSide(options.to)
  const groups = new Map<string, GroupTally>()
  const routes = new RouteChanges()
  const observed = new ObservedDurations()
  const seen = { requests: 0, undated: 0, withFailures: 0, gatedReplies: 0 }
  let fromMs: number | undefined
  let toMs: number | undefined

  const groupOf = (name: string): { readonly task: string; readonly tally: GroupTally } => {
    const task = groups.size < mostTasks || groups.has(name) ? name : '(others)'
    let tally = groups.get(task)
    if (tally === undefined) groups.set(task, (tally = new GroupTally()))
    return { task, tally }
  }

  for await (const one of past) {
    const atMs = one.atMs ?? momentOfOthers
    if (atMs === undefined)
      throw new RangeError(
        `Request "${one.id}" does not say when it was made. Give the moment whose prices count: atMs.`,
      )
    if (one.atMs === undefined) seen.undated++
    else {
      fromMs = Math.min(fromMs ?? atMs, atMs)
      toMs = Math.max(toMs ?? atMs, atMs)
    }
    if (one.actual !== undefined && one.actual.failedTargets.length > 0) seen.withFailures++
    const runA = a === undefined ? recordedRun(one) : projectedRun(a, one, atMs, undefined)
    const runB = projectedRun(b, one, atMs, runA.decision)
    if (runB.decision?.steps[0]?.gate !== undefined && one.answers.some(({ reply }) => reply !== undefined))
      seen.gatedReplies++
    const task = taskOf(one, runA.decision?.task ?? runB.decision?.task)
    const group = groupOf(task)
    observed.add(group.task, one)
    group.tally.add(one, runA, runB)
    routes.add(one.id, runA, runB)
    onProgress?.(++seen.requests)
  }

  const tasks = [...groups].toSorted(([one, x], [other, y]) => y.n.requests - x.n.requests || (one < other ? -1 : 1))
  const hasA = tasks.some(([, tally]) => tally.a.decided > 0)
  const base = {
    a: nameOf(a, 'as recorded'),
    b: nameOf(b, ''),
    fromMs,
    toMs,
    total: toReplayGroup('total', tasks, observed),
    tasks: tasks.map((task) => toReplayGroup(task[0], [task], observed)),
    routes: routes.toList(),
    lost: tasks.flatMap(([task, tally]) => (tally.b.decided === 0 && (!hasA || tally.a.decided > 0) ? [task] : [])),
  }
  const changed = base.total.changed.numerator
  return {
    ...base,
    assumptions: toAssumptions({ ...seen, changed, atMs: momentOfOthers, b: options.to.options }, base),
  }
}

/** The task type of the time; else what the request is now taken to be. */
function taskOf({ actual, request }: PastRequest, decided: string | undefined): string {
  return actual?.task ?? decided ?? request.task ?? request.features?.task ?? 'unknown'
}

function nameOf(side: PreparedSide | undefined, recorded: string): SideName {
  return { name: side?.name ?? recorded, isRecorded: side === undefined, policy: side?.policy }
}
