import type { PlanStep } from '../decision/plan-step.ts'
import type { Failure } from '../failure/failure.ts'
import { breakerKeysOf, toBreakerKey } from './breaker-scope.ts'
import type { Environment } from './environment.ts'
import type { RequestLog } from './request-log.ts'

/** Which step of the plan is next. The plan is walked forward once; what was passed over as ill comes last. */
export interface Hops {
  /** The first step from `from` on that may be tried now, else one passed over before because it was not well; undefined = none. */
  readonly next: (from: number) => number | undefined
  /** This step is asked now. */
  readonly take: (index: number) => void
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

export function createHops(env: Environment, steps: readonly PlanStep[], log: RequestLog): Hops {
  const ill = new Set<string>()
  /** Steps passed over because they were not well, and not asked since. */
  const passed = new Set<number>()

  const whyNot = (step: PlanStep): string | undefined =>
    env.isAllowed(step, { nowMs: env.clock.nowMs(), spentNanoUsd: env.spentNanoUsd(), failures: log.failures })
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

  return {
    next: (from) => {
      let leastBad: number | undefined
      for (let index = from; index < steps.length; index++) {
        const step = steps[index]
        if (step === undefined || whyNot(step) !== undefined) continue
        if (isWell(step)) return index
        if (mayTryIll(step)) leastBad ??= index
      }
      // The last target is never ejected: with nothing well left, the first allowed one is tried all the same.
      if (leastBad !== undefined) return leastBad
      for (const index of passed) {
        const step = steps[index]
        if (step !== undefined && whyNot(step) === undefined && mayTryIll(step)) return index
      }
      return undefined
    },
    take: (index) => void passed.delete(index),
    nextWell: (from, not) => {
      for (let index = from; index < steps.length; index++) {
        const step = steps[index]
        if (step === undefined || step.target === not || whyNot(step) !== undefined) continue
        if (isWell(step) && env.breakers.admits(env.targetOf(step.target)) === 'yes') return index
      }
      return undefined
    },
    skip: (from, to) => {
      let moved: 'fallback' | 'constraint' | undefined
      for (let index = from; index < (to ?? steps.length); index++) {
        const step = steps[index]
        if (step === undefined) continue
        const reason = whyNot(step)
        if (reason === undefined) passed.add(index)
        env.record.skip(step, index, reason ?? 'its breaker is open, or the same fault has just been seen there')
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
