import type { Candidate } from '../policy/candidate.ts'
import { fromOrder } from './from-order.ts'
import type { Strategy } from './strategy.ts'

export interface AmongOptions {
  /** Only targets of these tiers; default: all. */
  readonly tiers?: readonly string[] | undefined
}

/** The lowest expected cost first; an unknown price last (design, invariant 9). */
export function cheapest(options: AmongOptions = {}): Strategy {
  return {
    name: 'cheapest',
    choose: (input) =>
      fromOrder(
        among(input.candidates, options).toSorted((a, b) => costOf(a) - costOf(b)),
        {
          strategy: 'cheapest',
          cause: 'default',
          reason: 'the lowest expected cost',
        },
      ),
    references: () => ({ tiers: options.tiers ?? [] }),
    describe: () => ({ cheapest: options }),
  }
}

export function among(candidates: readonly Candidate[], { tiers }: AmongOptions): readonly Candidate[] {
  return tiers === undefined ? candidates : candidates.filter((candidate) => tiers.includes(candidate.tier))
}

function costOf(candidate: Candidate): number {
  return candidate.expectedCostNanoUsd ?? Number.MAX_SAFE_INTEGER
}
