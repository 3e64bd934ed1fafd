import type { Attempt } from './attempt.ts'

/** Anthropic counts the input in its first frame: what is priced of a reply that broke off is only the beginning. */
export function isCostWhole({ costNanoUsd, billable, finish }: Attempt): boolean {
  return costNanoUsd !== undefined && (billable === 'no' || finish !== undefined)
}
