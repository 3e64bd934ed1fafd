/** Counts by name, of which there are at most so many: what comes later is counted as `other`. */
export interface BoundedCounts {
  readonly add: (name: string, times?: number) => void
  readonly entries: () => readonly (readonly [name: string, count: number])[]
  readonly get: (name: string) => number
}

export const otherName = 'other'

export function createBoundedCounts(most: number): BoundedCounts {
  const counts = new Map<string, number>()
  return {
    add: (name, times = 1) => {
      const key = counts.has(name) || counts.size < most ? name : otherName
      counts.set(key, (counts.get(key) ?? 0) + times)
    },
    entries: () => [...counts].toSorted(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1)),
    get: (name) => counts.get(name) ?? 0,
  }
}
