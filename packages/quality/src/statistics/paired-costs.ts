import { fnv1a } from '@signalbox/core'
import { effectiveClusters, fewestEffective } from './effective-clusters.ts'
import type { Interval } from './interval.ts'
import { studentQuantile } from './student-quantile.ts'

/** Conversations are put into so many groups by their name: each is its own group while they are few. */
const groupCount = 1_024

/** What A and B cost over the same requests. Costs in integers of nano-dollars. */
export interface CostDifference {
  readonly requests: number
  readonly a: number
  readonly b: number
  /** b - a; its interval is that of `relative`, for requests that cost as much under A. */
  readonly difference: Interval
  /** b / a - 1, from -1 on; undefined = A cost nothing. */
  readonly relative: Interval | undefined
}

/**
 * Costs of the same requests under A and B, in bounded memory. Whole conversations fall into random groups, and leaving each group out in turn
 * gives the spread of the ratio (the jackknife: Wolter, "Introduction to Variance Estimation", 2nd ed. 2007, chapter 4). The interval is made in
 * logarithms, so that no cost falls below nothing, with Student's t at the effective number of groups: few dear conversations say little
 * of all others. Where they are effectively fewer than `fewestEffective` there is none.
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
    const ratio = b / a
    const factor = this.#factorOf(ratio, a)
    const toInterval = (at: (ratio: number) => number): Interval => ({
      value: at(ratio),
      low: factor && at(ratio / factor),
      high: factor && at(ratio * factor),
    })
    return {
      requests: n,
      a,
      b,
      difference:
        a === 0
          ? { value: b, low: undefined, high: undefined }
          : { ...toInterval((to) => Math.round(a * (to - 1))), value: b - a },
      relative: a === 0 ? undefined : toInterval((to) => toMillionths(to - 1)),
    }
  }

  /** By which factor the ratio may be off, either way; undefined = too few to say. */
  #factorOf(ratio: number, a: number): number | undefined {
    const effective = effectiveClusters(this.#a)
    if (effective < fewestEffective) return undefined
    const groups = this.#n.reduce((count, requests) => count + (requests > 0 ? 1 : 0), 0)
    let squares = 0
    for (let group = 0; group < groupCount; group++)
      squares += ((this.#b[group]! - ratio * this.#a[group]!) / (a - this.#a[group]!)) ** 2
    if (squares === 0) return 1
    const error = Math.sqrt((squares * (groups - 1)) / groups)
    return Math.exp((studentQuantile(effective - 1) * error) / ratio)
  }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}

function toMillionths(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
