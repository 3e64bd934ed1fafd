import type { Stratum } from '../statistics/combine-strata.ts'
import { WeightedScores } from '../statistics/weighted-scores.ts'

/** Requests of which the scores are like each other's, and the scores there are. */
interface ScoreStratum {
  requests: number
  readonly scores: WeightedScores
  /** Over all that were seen, scored or not: sums of 1/propensity and of its square. */
  weight: number
  squares: number
}

export interface ScoredRequest {
  /** With which probability it was to be seen; undefined = it was not. */
  readonly propensity: number | undefined
  /** undefined = nobody has said. */
  readonly score: number | undefined
  readonly conversation: string
}

/** Records may name any number of targets: beyond so many strata the rest share one. */
const mostStrata = 500

/** Scores by stratum: what is known of the whole, where some of it was seen and some of that was scored. */
export class ScoreStrata {
  readonly #strata = new Map<string, ScoreStratum>()

  add(name: string, { propensity, score, conversation }: ScoredRequest): void {
    const key = this.#strata.size < mostStrata || this.#strata.has(name) ? name : '(others)'
    let stratum = this.#strata.get(key)
    if (stratum === undefined)
      this.#strata.set(key, (stratum = { requests: 0, scores: new WeightedScores(), weight: 0, squares: 0 }))
    stratum.requests++
    if (propensity === undefined || !(propensity > 0)) return
    stratum.weight += 1 / propensity
    stratum.squares += 1 / (propensity * propensity)
    if (score !== undefined) stratum.scores.add(propensity, score, conversation)
  }

  get requests(): number {
    let requests = 0
    for (const stratum of this.#strata.values()) requests += stratum.requests
    return requests
  }

  get scored(): number {
    let scored = 0
    for (const { scores } of this.#strata.values()) scored += scores.size
    return scored
  }

  /**
   * Those that have scores. Left out too is one whose seen requests stand for clearly fewer than there are: some of it could never have
   * been seen, and nobody knows how that would have scored.
   */
  toKnown(): readonly Stratum[] {
    return [...this.#strata]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, { requests, scores, weight, squares }]) => {
        const mean = scores.toMean()
        const isOverlapping = weight + 3 * Math.sqrt(squares) >= requests
        return mean === undefined || !isOverlapping ? [] : [{ requests, mean }]
      })
  }
}
