import type { Interval } from '../statistics/interval.ts'
import { PairedCosts } from '../statistics/paired-costs.ts'
import type { CostComparison } from './replay-report.ts'
import type { SideRun } from './side-run.ts'

/** What requests cost under A and B, where both are known. */
export class CostTally {
  /** B at its cheapest against A at its dearest, and the other way round: the ends of what unknown gates leave open. */
  readonly #least = new PairedCosts()
  readonly #most = new PairedCosts()
  #leftOut = 0

  add(conversation: string, a: SideRun, b: SideRun): void {
    const [aLow, aHigh, bLow, bHigh] = [a.atLeast, a.atMost, b.atLeast, b.atMost].map((end) => end.costNanoUsd)
    if (aLow === undefined || aHigh === undefined || bLow === undefined || bHigh === undefined) {
      this.#leftOut++
      return
    }
    this.#least.add(conversation, aHigh, bLow)
    this.#most.add(conversation, aLow, bHigh)
  }

  absorb(other: CostTally): void {
    this.#least.absorb(other.#least)
    this.#most.absorb(other.#most)
    this.#leftOut += other.#leftOut
  }

  toComparison(): CostComparison {
    const [least, most] = [this.#least.toDifference(), this.#most.toDifference()]
    return {
      requests: least.requests,
      leftOut: this.#leftOut,
      aNanoUsd: most.a,
      aNanoUsdAtMost: least.a,
      bNanoUsd: least.b,
      bNanoUsdAtMost: most.b,
      difference: span(least.difference, most.difference),
      relative: least.relative && most.relative && span(least.relative, most.relative),
    }
  }
}

/** The value is that of accepted drafts; the interval has both. */
function span(least: Interval, most: Interval): Interval {
  return { value: least.value, low: least.low, high: most.high }
}
