import { fnv1a } from '@signalbox/core'

/** A few ids out of many, the same few in whatever order they come. */
export interface Examples {
  readonly add: (id: string) => void
  readonly ids: () => readonly string[]
}

/** @param most how many; those with the smallest hashes stay */
export function createExamples(most = 5): Examples {
  let kept: { readonly id: string; readonly hash: number }[] = []
  return {
    add: (id) => {
      const hash = fnv1a(id)
      const last = kept.at(-1)
      if (kept.length === most && last !== undefined && hash > last.hash) return
      kept = [...kept, { id, hash }].toSorted((a, b) => a.hash - b.hash || (a.id < b.id ? -1 : 1)).slice(0, most)
    },
    ids: () => kept.map(({ id }) => id),
  }
}
