import { toShare, type Share } from '@signalbox/core'
import type { TraitTally } from './trait-tally.ts'

/** What sets some requests apart from the rest of their task type. */
export interface DistinctTrait {
  /** Field of a rule's condition. */
  readonly condition: string
  /** After "they". */
  readonly words: string
  /** How many of them have it. */
  readonly inside: Share
  /** How many of the rest. */
  readonly outside: Share
}

/** Standard errors apart: a chance of 5 % at most that any of 780 traits gets there without reason (Bonferroni). */
const wantedZ = 4

/**
 * The trait whose share differs most between some requests and the rest, among those that differ by more than chance: the rule of the
 * highest weighted relative accuracy (Lavrač, Flach and Zupan, "Rule evaluation measures", ILP 1999). undefined = none does.
 *
 * @param inside tally of the requests in question
 * @param all tally of these and the rest
 */
export function distinguish(inside: TraitTally, all: TraitTally): DistinctTrait | undefined {
  let best: (DistinctTrait & { readonly difference: number }) | undefined
  for (const trait of inside.traits()) {
    const [hits, n] = [inside.count(trait), inside.known(trait)]
    // Seen first by chance in one tally and crowded out of the other, it cannot be compared.
    const [others, m] = [all.count(trait) - hits, all.known(trait) - n]
    if (n === 0 || m === 0 || others < 0) continue
    const difference = hits / n - others / m
    const pooled = (hits + others) / (n + m)
    const z = difference / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    if (!(z >= wantedZ) || difference <= (best?.difference ?? 0)) continue
    const { condition, words } = trait
    best = { condition, words, inside: toShare(hits, n), outside: toShare(others, m), difference }
  }
  if (best === undefined) return undefined
  const { difference: _, ...found } = best
  return found
}
