import { isOnePool } from '../decision/is-one-pool.ts'
import type { PlanStep } from '../decision/plan-step.ts'
import type { Failure, FailureKind } from '../failure/failure.ts'
import { breakerKeysOf, toBreakerKey } from './breaker-scope.ts'
import type { Environment, HopFailure } from './environment.ts'
import type { RequestLog } from './request-log.ts'

/** Which step of the plan is next. The plan is walked forward once; what was passed over as ill comes last. */
export interface Hops {
  /** The first step from `from` on that may be tried now, else one passed over before; undefined = none. */
  readonly next: (from: number) => number | undefined
  /** The same, with steps that only some failures lead to: what may follow an attempt that has not ended yet. */
  readonly nextAhead: (from: number) => number | undefined
  /** A step from `from` on, or one passed over, stands there for failures like this one, and may be tried now. */
  readonly isMeantFor: (failure: Failure, from: number) => boolean
  /** Steps behind this one that go out in the same call. */
  readonly poolOf: (index: number) => readonly number[]
  /** Their carrier has tried their targets, in a call that failed. */
  readonly cover: (indexes: readonly number[]) => void
  /** This step is asked now. */
  readonly take: (index: number) => void
  /** This step is asked now, beside one before it: should both fail, the plan goes on behind the first. */
  readonly takeBeside: (index: number) => void
  /** The plan goes on from here, and nothing before it is gone back to: a rejected draft stands for all of it. */
  readonly leave: (before: number) => void
  /** The next one that is well, other than `not`: what a hedge may be sent to. */
  readonly nextWell: (from: number, not: string) => number | undefined
  /** Records why the steps between were passed over; answers what moved the request on. */
  readonly skip: (from: number, to: number | undefined) => 'fallback' | 'constraint' | undefined
  /** What is ill stays so for the rest of this request, whatever its breaker says. */
  readonly failed: (step: PlanStep, failure: Failure) => void
  /** The same target is to be asked once more. */
  readonly forgive: (step: PlanStep, failure: Failure) => void
  /** Its breaker lets it through and nothing in this request speaks against it. */
  readonly isWell: (step: PlanStep) => boolean
  /** Pays for an attempt on a step that is not well, where the request has tried another before. */
  readonly payForIll: (step: PlanStep) => boolean
}

const none: readonly HopFailure[] = []

export function createHops(env: Environment, steps: readonly PlanStep[], log: RequestLog): Hops {
  const ill = new Set<string>()
  /** Steps passed over because they were not well, or nothing led to them, and not asked since. */
  const passed = new Set<number>()
  /** Targets that a carrier has tried. A target may stand in several lists of a chain. */
  const covered = new Set<string>()
  /** Targets that were called for themselves. */
  const called = new Set<string>()
  const beside = new Set<number>()

  const mayNotFollow = (step: PlanStep): string | undefined => {
    if (step.onlyAfter === undefined && step.notAfter === undefined) return undefined
    const has = (kinds: readonly FailureKind[]): boolean =>
      log.failures.some(({ kind, couldServe }) => couldServe && kinds.includes(kind))
    const isReached =
      (step.onlyAfter === undefined || has(step.onlyAfter)) && (step.notAfter === undefined || !has(step.notAfter))
    return isReached ? undefined : 'it stands in after failures of another kind'
  }
  const notAllowed = (step: PlanStep): string | undefined =>
    env.isAllowed(step, {
      nowMs: env.clock.nowMs(),
      spentNanoUsd: env.spentNanoUsd(),
      // Who names a target for prompts that are too long elsewhere knows its window better than a catalogue.
      failures: step.onlyAfter === undefined ? log.failures : none,
    })
  const wasTried = (step: PlanStep, index: number): string | undefined => {
    if (covered.has(step.target)) return 'its carrier has tried it in a call before'
    return beside.has(index) ? 'it has been asked, beside the one before' : undefined
  }
  const whyNot = (step: PlanStep, index: number): string | undefined =>
    wasTried(step, index) ?? mayNotFollow(step) ?? notAllowed(step)
  const isWell = (step: PlanStep): boolean => {
    const target = env.targetOf(step.target)
    if (ill.size > 0 && breakerKeysOf(target).some((key) => ill.has(key))) return false
    return env.breakers.admits(target) !== 'no'
  }
  const illKeyOf = (step: PlanStep, failure: Failure): string | undefined =>
    toBreakerKey(env.targetOf(step.target), failure)
  // A request's first attempt is free; with everything down, the ones after it would only add to the load.
  const mayTryIll = (step: PlanStep): boolean =>
    log.served() === 0 || env.retries.affords(step.target, 'server-error', 1)

  const find = (from: number, whyNotHere: typeof whyNot): number | undefined => {
    let leastBad: number | undefined
    for (let index = from; index < steps.length; index++) {
      const step = steps[index]
      if (step === undefined || whyNotHere(step, index) !== undefined) continue
      if (isWell(step)) return index
      if (mayTryIll(step)) leastBad ??= index
    }
    // The last target is never ejected: with nothing well left, the first allowed one is tried all the same.
    if (leastBad !== undefined) return leastBad
    for (const index of passed) {
      const step = steps[index]
      if (step === undefined || whyNotHere(step, index) !== undefined) continue
      if (isWell(step)) return index
      if (mayTryIll(step)) leastBad ??= index
    }
    return leastBad
  }

  const take = (index: number): void => {
    passed.delete(index)
    const step = steps[index]
    if (step !== undefined) called.add(step.target)
  }

  return {
    next: (from) => find(from, whyNot),
    nextAhead: (from) => find(from, (step, index) => wasTried(step, index) ?? notAllowed(step)),
    isMeantFor: ({ kind }, from) =>
      steps.some(
        (step, index) =>
          (index >= from || passed.has(index)) &&
          step.onlyAfter?.includes(kind) === true &&
          whyNot(step, index) === undefined,
      ),
    poolOf: (index) => {
      const pooled: number[] = []
      const most = (steps[index]?.pool?.most ?? Infinity) - 1
      for (let next = index + 1; pooled.length < most && isOnePool(steps[next - 1], steps[next]); next++) {
        const step = steps[next]
        if (step === undefined || called.has(step.target)) continue
        if (whyNot(step, next) !== undefined || !isWell(step)) continue
        // A probe is a call of its own.
        if (env.breakers.admits(env.targetOf(step.target)) === 'yes') pooled.push(next)
      }
      return pooled
    },
    cover: (indexes) => {
      for (const index of indexes) {
        const step = steps[index]
        if (step !== undefined) covered.add(step.target)
      }
    },
    take,
    takeBeside: (index) => {
      take(index)
      beside.add(index)
    },
    leave: (before) => {
      for (const index of passed) if (index < before) passed.delete(index)
    },
    nextWell: (from, not) => {
      for (let index = from; index < steps.length; index++) {
        const step = steps[index]
        if (step === undefined || step.target === not || whyNot(step, index) !== undefined) continue
        if (isWell(step) && env.breakers.admits(env.targetOf(step.target)) === 'yes') return index
      }
      return undefined
    },
    skip: (from, to) => {
      let moved: 'fallback' | 'constraint' | undefined
      for (let index = from; index < (to ?? steps.length); index++) {
        const step = steps[index]
        if (step === undefined) continue
        const reason = whyNot(step, index)
        const isElsewhere = mayNotFollow(step) !== undefined
        const isTried = wasTried(step, index) !== undefined
        if (!isTried && (reason === undefined || isElsewhere)) passed.add(index)
        env.record.skip(step, index, reason ?? 'its breaker is open, or the same fault has just been seen there')
        // A step that this failure does not lead to moves nothing.
        if (isTried || isElsewhere) continue
        moved ??= reason === undefined ? 'fallback' : 'constraint'
      }
      return moved
    },
    failed: (step, failure) => {
      const key = illKeyOf(step, failure)
      if (key !== undefined) ill.add(key)
    },
    forgive: (step, failure) => {
      const key = illKeyOf(step, failure)
      if (key !== undefined) ill.delete(key)
    },
    isWell,
    payForIll: (step) => log.served() === 0 || env.retries.take(step.target, 'server-error', 1),
  }
}
