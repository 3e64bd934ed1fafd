import type { Decision } from '@signalbox/core'

/** A plan without those of other tiers that would stand in: their answers say nothing about the one that is asked. */
export function withoutStandIns(decision: Decision): Decision {
  const { steps } = decision
  const last = steps.findLastIndex(({ role, tier }) => role !== 'fallback' || tier === steps[0]?.tier)
  return { ...decision, steps: steps.slice(0, last + 1) }
}
