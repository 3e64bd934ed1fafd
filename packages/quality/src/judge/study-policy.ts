import { priceOfTarget, type RouterOptions } from '@signalbox/core'
import type { Arms, Arm } from './arms.ts'

/** A price for targets whose own nobody knows, USD per million tokens. */
export type AssumedPrice = NonNullable<RouterOptions['targets'][number]['assumedPrice']>

/** The policy as a study works it: its targets, tiers and constraints, and nothing that is a caller's. */
export function toStudyPolicy(policy: RouterOptions, assumedPrice?: AssumedPrice): RouterOptions {
  return {
    ...policy,
    targets: policy.targets.map((target) => ({ ...target, assumedPrice: target.assumedPrice ?? assumedPrice })),
    // A rival would cost the same again, for an answer nobody waits for.
    execution: { ...policy.execution, hedge: undefined },
    // The name of a target means that target.
    aliases: undefined,
    pinnedMayFallBack: false,
    budgets: undefined,
    budgetStore: undefined,
    breakers: undefined,
    ledger: undefined,
    onEvent: undefined,
    storePrompts: false,
    storeReplies: false,
  }
}

/** Targets of a study whose price is not known at this moment: what it costs could not be said, nor held under a cap. */
export function unpricedTargets(policy: RouterOptions, { a, b }: Arms, judge: Arm, nowMs: number): readonly string[] {
  return [...new Set([...a.targets, ...b.targets, ...judge.targets])].filter((id) => {
    const target = policy.targets.find((one) => one.id === id)
    const card = target && policy.catalog.find(target.model)
    return target === undefined || card === undefined || priceOfTarget(target, card, nowMs) === undefined
  })
}
