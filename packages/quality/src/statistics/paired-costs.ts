import { fnv1a } from '@signalbox/core'
import type { Interval } from './interval.ts'
import { studentQuantile } from './student-quantile.ts'

/** Conversations are put into so many groups by their name: each is its own group while they are few. */
const groupCount = 1_024

/** What A and B cost over the same requests. Costs in integers of nano-dollars. */
export interface CostDifference {
  readonly requests: number
  readonly a: number
  readonly b: number
  /** b - a. */
  readonly difference: Interval
  /** b / a - 1; undefined = A cost nothing. */
  readonly relative: Interval | undefined
}

/**
 * Costs of the same requests under A and B, in bounded memory. Whole conversations fall into random groups, and the spread over the groups
 * gives the intervals (Wolter, "Introduction to Variance Estimation", 2nd ed. 2007, chapter 2; ratios by the delta method, Cochran 1977, section 6.3).
 */
export class PairedCosts {
  readonly #n = new Float64Array(groupCount)
  readonly #a = new Float64Array(groupCount)
  readonly #b = new Float64Array(groupCount)

  add(conversation: string, a: number, b: number): void {
    const group = fnv1a(conversation) % groupCount
    this.#n[group]! += 1
    this.#a[group]! += a
    this.#b[group]! += b
  }

  absorb(other: PairedCosts): void {
    for (let group = 0; group < groupCount; group++) {
      this.#n[group]! += other.#n[group]!
      this.#a[group]! += other.#a[group]!
      this.#b[group]! += other.#b[group]!
    }
  }

  toDifference(): CostDifference {
    const [n, a, b] = [sum(this.#n), sum(this.#a), sum(this.#b)]
    const groups = this.#n.reduce((count, requests) => count + (requests > 0 ? 1 : 0), 0)
    /** Standard error of a sum whose residuals by group these are, times Student's t. */
    const reach = (residual: (group: number) => number): number | undefined => {
      if (groups < 2) return undefined
      let squares = 0
      for (let group = 0; group < groupCount; group++) squares += residual(group) ** 2
      return studentQuantile(groups - 1) * Math.sqrt((squares * groups) / (groups - 1))
    }
    const at = (group: number): readonly [number, number, number] => [this.#n[group]!, this.#a[group]!, this.#b[group]!]
    const ofDifference = reach((group) => {
      const [own, ownA, ownB] = at(group)
      return ownB - ownA - ((b - a) / n) * own
    })
    const ofRatio = reach((group) => {
      const [, ownA, ownB] = at(group)
      return ownB - (b / a) * ownA
    })
    return {
      requests: n,
      a,
      b,
      difference: around(b - a, ofDifference, Math.round),
      relative: a === 0 ? undefined : around(b / a - 1, ofRatio && ofRatio / a, toMillionths),
    }
  }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}

function around(value: number, reach: number | undefined, round: (value: number) => number): Interval {
  return {
    value: round(value),
    low: reach === undefined ? undefined : round(value - reach),
    high: reach === undefined ? undefined : round(value + reach),
  }
}

function toMillionths(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
