import type { BreakerStore, PlanStep } from '@signalbox/core'
import { isShutOrHalfOpen } from './breaker-laws.ts'
import type { RandomWorld } from './random-world.ts'
import {
  brokenConstraint,
  isNamesake,
  isReached,
  targetOf,
  type AttemptRecord,
  type RequestRecord,
} from './request-record.ts'
import { fail } from './violation.ts'

/** What goes out in one call, at the moment it goes out. */
export function checkPooledCall(
  world: RandomWorld,
  store: BreakerStore,
  record: RequestRecord,
  { start, requestId }: AttemptRecord,
  nowMs: number,
): void {
  const name = `${requestId}/${start.n}`
  const { target, alternates = [] } = start
  if (start.purpose !== 'serve' && start.purpose !== 'hedge') return
  // The call's own target may be asked again; it has refused for itself.
  if (record.covered.has(target)) fail(7, `${name} calls ${target}, which a carrier has tried in a call that failed`)
  if (alternates.length === 0) return
  const own = targetOf(world, target)
  if (world.carried?.carries.has(target) !== true) fail(2, `${name} pools what ${target} does not carry`)
  const most = own.pool?.most ?? Infinity
  if (alternates.length + 1 > most) fail(5, `${name} has ${alternates.length + 1} targets; its carrier takes ${most}`)
  if (new Set([target, ...alternates]).size !== alternates.length + 1) fail(2, `${name} has a target twice`)
  const steps = record.decision?.steps ?? []
  const lead = steps[start.step]
  let place = start.step
  for (const id of alternates) {
    if (record.covered.has(id)) fail(7, `${name} sends ${id} again, which a carrier has tried in a call that failed`)
    if (record.attempts.some((one) => one.start.n !== start.n && one.start.target === id))
      fail(7, `${name} sends ${id}, which was called before`)
    const index = steps.findIndex((step, at) => at > place && step.target === id)
    const step = steps[index]
    if (lead === undefined || step === undefined) return fail(2, `${name}: ${id} does not follow ${target} in the plan`)
    for (const between of steps.slice(start.step, index + 1))
      if (!isSameCall(world, lead, between)) fail(2, `${name}: ${between.target} parts ${target} and ${id} in the plan`)
    place = index
    if (!isReached(step, record)) fail(2, `${name}: nothing that happened leads to ${id}`)
    const broken = brokenConstraint(world, record, step, nowMs)
    if (broken !== undefined) fail(2, `${name}: ${broken}`)
    const shut = isShutOrHalfOpen(store, targetOf(world, id))
    if (shut !== undefined) fail(6, `${name}: ${id} goes along though ${shut} is not closed`)
  }
}

/** Written anew, and not as the engine has it: same pool, same tier, no gates, reached alike. */
function isSameCall(world: RandomWorld, one: PlanStep, other: PlanStep): boolean {
  const conditions = ({ gate, onlyAfter, notAfter, tier }: PlanStep): string =>
    JSON.stringify([gate ?? null, onlyAfter ?? [], notAfter ?? [], tier])
  const poolOf = ({ target }: PlanStep): string | undefined => targetOf(world, target).pool?.name
  return other.gate === undefined && conditions(one) === conditions(other) && poolOf(one) === poolOf(other)
}

/** What a failed pooled call has settled: all were tried where the carrier refused, else those before the one that answered, and that one. */
export function coverTried(world: RandomWorld, record: RequestRecord, { start, call, end }: AttemptRecord): void {
  const { alternates = [] } = start
  if (end?.end?.kind !== 'failed' || call === undefined || alternates.length === 0) return
  const { failure } = end.end
  const isRefused = call.isRefused && failure.phase === 'before-head' && failure.status !== undefined
  // Where two go by one name, the first of them counts.
  const { by } = call.told
  const all = [start.target, ...alternates]
  const place = by === undefined ? 0 : all.findIndex((id) => isNamesake(targetOf(world, id), by))
  for (const id of isRefused ? alternates : all.slice(1, place + 1)) record.covered.add(id)
}
