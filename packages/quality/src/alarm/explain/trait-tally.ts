import { ClusterSizes } from '../../statistics/cluster-sizes.ts'
import type { Trait } from './traits-of.ts'

/** How often which trait was seen. Of callers' own names only so many are kept: those seen first. */
export interface TraitTally {
  /** @param conversation undefined = it stands alone */
  readonly add: (traits: readonly Trait[], isRecorded: boolean, conversation?: string) => void
  /** Requests of which it can be said whether they have such a trait. */
  readonly known: (trait: Trait) => number
  readonly count: (trait: Trait) => number
  readonly traits: () => readonly Trait[]
  /** By how much fewer requests would say as much, were they no part of conversations; from 1 on. */
  readonly designEffect: () => number
}

const mostTraits = 300

export function createTraitTally(): TraitTally {
  const seen = new Map<string, { readonly trait: Trait; count: number }>()
  const sizes = new ClusterSizes()
  let rows = 0
  let recorded = 0
  return {
    add: (traits, isRecorded, conversation = `alone ${rows}`) => {
      rows++
      sizes.add(conversation)
      if (isRecorded) recorded++
      for (const trait of traits) {
        const known = seen.get(trait.condition)
        if (known !== undefined) known.count++
        else if (trait.isFromRecord || seen.size < mostTraits) seen.set(trait.condition, { trait, count: 1 })
      }
    },
    known: ({ isFromRecord }) => (isFromRecord ? recorded : rows),
    count: ({ condition }) => seen.get(condition)?.count ?? 0,
    traits: () => [...seen.values()].map(({ trait }) => trait),
    designEffect: () => sizes.designEffect,
  }
}
