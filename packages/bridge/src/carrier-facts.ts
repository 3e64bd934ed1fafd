import type { Catalog, Constraints } from '@signalbox/core'

/** What a carrier is made with: what a policy demands holds beyond it too. */
export interface CarrierFacts {
  /** The policy's; a caller's own come with each request. */
  readonly constraints?: Constraints | undefined
  /** Prices, for a carrier that can be told the most that a host may ask. */
  readonly catalog?: Catalog | undefined
  /** Wall time, ms since the epoch. Default: the platform's. */
  readonly nowMs?: (() => number) | undefined
}
