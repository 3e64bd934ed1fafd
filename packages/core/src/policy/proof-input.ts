import type { Catalog } from '../catalog/catalog.ts'
import type { Target } from '../catalog/target.ts'
import type { Constraints } from '../request/constraints.ts'
import type { Tier } from './tier.ts'

/** A policy as far as it can be proved before the first request. */
export interface ProofInput {
  readonly targets: readonly Target[]
  readonly tiers: readonly Tier[]
  readonly catalog: Catalog
  readonly constraints: Constraints
  readonly aliases: Readonly<Record<string, string>>
  readonly baseline?: string | undefined
  /** The strategy, as far as it can be proved from data. */
  readonly strategy: {
    readonly references?:
      | (() => { readonly tiers?: readonly string[]; readonly targets?: readonly string[] })
      | undefined
    readonly describe: () => unknown
  }
  readonly execution?: Readonly<Record<string, unknown>> | undefined
  readonly nowMs: number
}
