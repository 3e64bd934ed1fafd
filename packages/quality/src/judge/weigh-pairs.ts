import type { JudgedPair } from './judged-pair.ts'

/** A pair and how many requests of the whole it stands for, in any unit. */
export interface WeighedPair {
  readonly pair: JudgedPair
  readonly weight: number
}

/** Pairs that stand for equally many requests each. */
export interface PairStratum {
  /** Requests they stand for together. */
  readonly weight: number
  readonly pairs: readonly JudgedPair[]
}

/** The stratum of a sample that a pair belongs to. */
export function stratumOf({ stratum, task }: Pick<JudgedPair, 'stratum' | 'task'>): string {
  return stratum ?? task
}

/**
 * Pairs by stratum, each stratum weighed by its traffic (Cochran, "Sampling Techniques", 3rd ed. 1977, chapter 5).
 *
 * @param traffic requests by stratum; undefined = pairs count as they were sampled
 * @throws RangeError for a stratum whose traffic is not given
 */
export function weighPairs(
  pairs: readonly JudgedPair[],
  traffic: ReadonlyMap<string, number> | undefined,
): readonly PairStratum[] {
  if (traffic === undefined) return pairs.length === 0 ? [] : [{ weight: pairs.length, pairs }]
  return [...groupPairs(pairs, stratumOf)].map(([stratum, own]) => {
    const weight = traffic.get(stratum)
    if (weight === undefined) throw new RangeError(`The traffic of stratum ${stratum} is not given.`)
    return { weight, pairs: own }
  })
}

/** Pairs by a name of theirs, in the order the names first come. */
export function groupPairs(
  pairs: readonly JudgedPair[],
  nameOf: (pair: JudgedPair) => string,
): ReadonlyMap<string, readonly JudgedPair[]> {
  const groups = new Map<string, JudgedPair[]>()
  for (const pair of pairs) {
    const group = groups.get(nameOf(pair))
    if (group) group.push(pair)
    else groups.set(nameOf(pair), [pair])
  }
  return groups
}

/** Each pair with its own weight, 1 on average. */
export function toWeighedPairs(strata: readonly PairStratum[]): readonly WeighedPair[] {
  const count = strata.reduce((sum, { pairs }) => sum + pairs.length, 0)
  const total = strata.reduce((sum, { weight }) => sum + weight, 0)
  return strata.flatMap(({ weight, pairs }) =>
    pairs.map((pair) => ({ pair, weight: (weight / pairs.length) * (count / total) })),
  )
}
