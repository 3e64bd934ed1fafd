import { fnv1a } from '@signalbox/core'

/** As many as a byte has values. */
const bins = 256

/**
 * How much many observations say that come in clusters, in memory that does not grow: the sum of squared sizes is estimated from signed
 * counts, so that clusters that share one cancel on average (Alon, Matias and Szegedy, "The space complexity of approximating the frequency
 * moments", STOC 1996; within about a tenth).
 */
export class ClusterSizes {
  readonly #signed = new Int32Array(bins)
  #n = 0

  add(cluster: string): void {
    // Names that differ in their last sign only would share bits of this hash: once more mixed, they do not.
    const hash = Math.imul(fnv1a(cluster), 0x9e_37_79_b1)
    this.#signed[hash >>> 24]! += (hash >>> 23) & 1 ? 1 : -1
    this.#n++
  }

  /** Size of the cluster that an observation is in, on average: by so much fewer independent ones would say as much (Kish 1965). From 1 on. */
  get designEffect(): number {
    const squares = this.#signed.reduce((sum, count) => sum + count * count, 0)
    return this.#n === 0 ? 1 : Math.max(1, squares / this.#n)
  }
}
