import type { Interval } from '../statistics/interval.ts'
import { PairedCosts } from '../statistics/paired-costs.ts'
import { costBounds } from './cost-bounds.ts'
import type { CostComparison } from './replay-report.ts'
import type { SideRun } from './side-run.ts'

/** What requests cost under A and B, where both serve them and both costs are known: what fails is cheap, and no saving. */
export class CostTally {
  /** B at its cheapest against A at its dearest, and the other way round: the ends of what unknown gates leave open, whichever is dearer. */
  readonly #least = new PairedCosts()
  readonly #most = new PairedCosts()
  readonly #n = { leftOut: 0, notServed: 0 }

  add(conversation: string, a: SideRun, b: SideRun): void {
    // Of a record of requests alone it is not known who would have served.
    const isUnknown = a.plan === 'unknown' && a.atLeast.costNanoUsd === undefined
    if (!isUnknown && [a.atLeast, a.atMost, b.atLeast, b.atMost].some(({ served }) => served === undefined)) {
      this.#n.notServed++
      return
    }
    const [ofA, ofB] = [costBounds(a), costBounds(b)]
    if (ofA === undefined || ofB === undefined) {
      this.#n.leftOut++
      return
    }
    this.#least.add(conversation, ofA.most, ofB.least)
    this.#most.add(conversation, ofA.least, ofB.most)
  }

  absorb(other: CostTally): void {
    this.#least.absorb(other.#least)
    this.#most.absorb(other.#most)
    this.#n.leftOut += other.#n.leftOut
    this.#n.notServed += other.#n.notServed
  }

  toComparison(): CostComparison {
    const [least, most] = [this.#least.toDifference(), this.#most.toDifference()]
    return {
      requests: least.requests,
      ...this.#n,
      aNanoUsd: most.a,
      aNanoUsdAtMost: least.a,
      bNanoUsd: least.b,
      bNanoUsdAtMost: most.b,
      difference: span(least.difference, most.difference),
      relative: least.relative && most.relative && span(least.relative, most.relative),
    }
  }
}

/** The value is that of B at its cheapest; the interval has both. */
function span(least: Interval, most: Interval): Interval {
  const isKnown = least.low !== undefined && most.high !== undefined
  return { value: least.value, low: isKnown ? least.low : undefined, high: isKnown ? most.high : undefined }
}
