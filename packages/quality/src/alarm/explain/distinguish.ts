import { toShare, type Share } from '@signalbox/core'
import { hypergeometricTail } from '../../statistics/hypergeometric-tail.ts'
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

/** Chance of naming any trait at all where none sets them apart. */
const falseFinds = 0.05

/**
 * The trait whose share differs most between some requests and the rest, among those that differ by more than chance: the rule of the
 * highest weighted relative accuracy (Lavrač, Flach and Zupan, "Rule evaluation measures", ILP 1999). undefined = none does.
 *
 * Chance is Fisher's exact test, divided by all traits there are to look at (Bonferroni): of few requests each has something rare about it.
 * Requests of one conversation count as one another's repetition, by the design effect of those in question.
 *
 * @param inside tally of the requests in question
 * @param all tally of these and the rest
 */
export function distinguish(inside: TraitTally, all: TraitTally): DistinctTrait | undefined {
  let best: (DistinctTrait & { readonly difference: number }) | undefined
  const designEffect = inside.designEffect()
  const scale = (count: number): number => Math.round(count / designEffect)
  for (const trait of inside.traits()) {
    const [hits, n] = [inside.count(trait), inside.known(trait)]
    // Seen first by chance in one tally and crowded out of the other, it cannot be compared.
    const [others, m] = [all.count(trait) - hits, all.known(trait) - n]
    if (n === 0 || m === 0 || others < 0) continue
    const difference = hits / n - others / m
    if (difference <= (best?.difference ?? 0)) continue
    const draw = { all: scale(n + m), marked: scale(hits + others), drawn: scale(n) }
    if (hypergeometricTail(scale(hits), draw) > falseFinds / all.traits().length) continue
    const { condition, words } = trait
    best = { condition, words, inside: toShare(hits, n), outside: toShare(others, m), difference }
  }
  if (best === undefined) return undefined
  const { difference: _, ...found } = best
  return found
}
