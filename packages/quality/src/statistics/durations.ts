/** Each bin is so much wider than the one before: a quantile is within 1 % of the true one. */
const growth = 1.02
const logGrowth = Math.log(growth)

/** Durations in ms, kept as counts in bins that grow: bounded memory, quantiles within 1 %, the same in whatever order they came. */
export class Durations {
  readonly #bins = new Map<number, number>()
  #n = 0

  get n(): number {
    return this.#n
  }

  add(ms: number, count = 1): void {
    const bin = ms < 1 ? 0 : Math.round(Math.log(ms) / logGrowth)
    this.#bins.set(bin, (this.#bins.get(bin) ?? 0) + count)
    this.#n += count
  }

  /** Takes in another's, scaled to so many durations in all. */
  addShare(other: Durations, count: number): void {
    for (const [bin, own] of other.#bins) this.add(growth ** bin, (own / other.#n) * count)
  }

  /** Of one after another, each drawn on its own. */
  plus(other: Durations): Durations {
    const total = new Durations()
    for (const [bin, own] of this.#bins)
      for (const [next, count] of other.#bins)
        total.add(growth ** bin + growth ** next, (own * count) / (this.#n * other.#n))
    return total
  }

  /** Nearest rank; whole ms. Undefined = none were added, or the rank lies beyond them. @param of durations in all, those not known included, as the longest */
  quantile(share: number, of = this.#n): number | undefined {
    let left = of * share - 1e-9
    for (const [bin, count] of [...this.#bins].toSorted(([a], [b]) => a - b)) {
      left -= count
      if (left <= 0) return Math.round(growth ** bin)
    }
    return undefined
  }
}
