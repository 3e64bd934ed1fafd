import type { Trait } from './traits-of.ts'

/** How often which trait was seen. Of callers' own names only so many are kept: those seen first. */
export interface TraitTally {
  readonly add: (traits: readonly Trait[], isRecorded: boolean) => void
  /** Requests of which it can be said whether they have such a trait. */
  readonly known: (trait: Trait) => number
  readonly count: (trait: Trait) => number
  readonly traits: () => readonly Trait[]
}

const mostTraits = 300

export function createTraitTally(): TraitTally {
  const seen = new Map<string, { readonly trait: Trait; count: number }>()
  let rows = 0
  let recorded = 0
  return {
    add: (traits, isRecorded) => {
      rows++
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
  }
}
