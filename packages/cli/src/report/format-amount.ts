import { formatUsd } from '../format-money.ts'

/** @param nanoUsd nano-dollars */
export function fromNano(nanoUsd: number): string {
  return formatUsd(nanoUsd / 1e9)
}

/** A change of a share in percentage points: `+1.2 points`. */
export function formatPoints(change: number): string {
  return `${change > 0 ? '+' : ''}${(change * 100).toFixed(1)} points`
}
