import type { Constraints, RouterOptions } from '@signalbox/core'

/** A policy that is asked what it would have made of the past. */
export interface Side {
  /** Shown in the report. */
  readonly name: string
  readonly options: RouterOptions
  /** Limits on top of its own, for every request: see `withoutSuppliers`. */
  readonly limits?: Constraints | undefined
}
