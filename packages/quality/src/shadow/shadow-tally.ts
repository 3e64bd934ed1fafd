import type { Outcome } from '@signalbox/core'
import type { ShadowDrop } from './shadow-event.ts'
import type { ShadowCounts } from './shadow.ts'

/** Counts what becomes of a shadow's requests. */
export interface ShadowTally {
  readonly drop: (reason: ShadowDrop) => void
  readonly end: (outcome: Outcome) => void
  readonly counts: () => Omit<ShadowCounts, 'running'>
}

export function createShadowTally(): ShadowTally {
  const dropped: Partial<Record<ShadowDrop, number>> = {}
  let sent = 0
  let failed = 0
  let nanoUsd = 0
  let isCostLowerBound = false
  return {
    drop: (reason) => {
      dropped[reason] = (dropped[reason] ?? 0) + 1
    },
    end: ({ kind, cost }) => {
      sent++
      if (kind !== 'served') failed++
      nanoUsd += cost.nanoUsd
      isCostLowerBound ||= cost.isLowerBound
    },
    counts: () => ({ sent, failed, dropped: { ...dropped }, costUsd: nanoUsd / 1e9, isCostLowerBound }),
  }
}
