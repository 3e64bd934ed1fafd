import { fnv1a } from '@signalbox/core'

/** Conversations are put into so many groups by their name: each is its own group while they are few. */
const groupCount = 1_024
/** Scores and weights are kept in millionths, as integers: only their sums come out the same in whatever order they came. */
const parts = 1e6

/**
 * Scores from 0 to 1, each weighed by how unlikely it was to be seen, kept as counts by weight: sums come out the same in whatever
 * order the scores came.
 */
export class WeightedScores {
  readonly #classes = new Map<number, { n: number; sum: number; squares: number }>()
  readonly #groups = new Map<number, { weight: number; sum: number }>()

  /**
   * @param propensity with which probability it was to be seen, above 0
   * @param conversation whose scores resemble each other; undefined = it stands alone
   */
  add(propensity: number, score: number, conversation = `alone ${this.size}`): void {
    const key = Math.round(propensity * 1e6) / 1e6 || 1e-6
    let known = this.#classes.get(key)
    if (known === undefined) this.#classes.set(key, (known = { n: 0, sum: 0, squares: 0 }))
    known.n++
    known.sum += Math.round(parts * score)
    known.squares += Math.round(parts * score * score)
    const at = fnv1a(conversation) % groupCount
    let group = this.#groups.get(at)
    if (group === undefined) this.#groups.set(at, (group = { weight: 0, sum: 0 }))
    const weight = Math.round(parts / key)
    group.weight += weight
    group.sum += Math.round(weight * score)
  }

  get size(): number {
    let n = 0
    for (const one of this.#classes.values()) n += one.n
    return n
  }

  /** Undefined = no score. */
  toMean(): WeightedMean | undefined {
    let [w, ww, wwww, wy, wwy, wwyy] = [0, 0, 0, 0, 0, 0]
    for (const [propensity, { n, sum, squares }] of [...this.#classes].toSorted(([a], [b]) => a - b)) {
      const weight = 1 / propensity
      const square = weight * weight
      w += n * weight
      ww += n * square
      wwww += n * square * square
      wy += (sum / parts) * weight
      wwy += (sum / parts) * square
      wwyy += (squares / parts) * square
    }
    if (w === 0) return undefined
    const value = wy / w
    const effective = (w * w) / ww
    // Of few scores all alike the spread would seem to be 0: two of each kind are added (Agresti and Coull, American Statistician 1998).
    const smooth = (value * effective + 2) / (effective + 4)
    const spread = Math.max(0, wwyy - 2 * value * wwy + value * value * ww) / (w * w)
    return {
      value,
      n: this.size,
      effective,
      variance: Math.max(spread, (smooth * (1 - smooth)) / effective),
      df: Math.max(1, (ww * ww) / wwww - 1),
      groups: new Map(
        [...this.#groups].map(([at, { weight, sum }]) => [
          at,
          { weight: weight / parts / w, residual: (sum - value * weight) / parts / w },
        ]),
      ),
    }
  }
}

/**
 * A self-normalised weighted mean (Hájek 1971; for logged decisions Swaminathan and Joachims, NeurIPS 2015) with what its interval needs.
 */
export interface WeightedMean {
  readonly value: number
  readonly n: number
  /** Independent scores of equal weight that would say as much (Kish, "Survey Sampling", 1965). */
  readonly effective: number
  /** Of the mean, linearised; never below what so many scores between 0 and 1 would have. */
  readonly variance: number
  /** How many scores the variance itself rests on, less one (Satterthwaite, Biometrics Bulletin 1946). */
  readonly df: number
  /** Conversations, by the hash of their name: of the whole weight that of each, and by how much it moves the mean. */
  readonly groups: ReadonlyMap<number, { readonly weight: number; readonly residual: number }>
}
