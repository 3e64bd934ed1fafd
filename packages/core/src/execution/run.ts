import type { Target } from '../catalog/target.ts'
import type { Decision } from '../decision/decision.ts'
import type { Outcome } from '../outcome/outcome.ts'

/** The outcome as far as it is known; `kind` is undefined while the run goes on. */
export type RunReport = Omit<Outcome, 'kind'> & { readonly kind: Outcome['kind'] | undefined }

/** A committed reply: iterate it. Leaving the loop early closes the provider's stream and settles the run. */
export interface Run<Head, Part> extends AsyncIterableIterator<Part, undefined, undefined> {
  /** Of the attempt that answers; another one after `resume`. */
  readonly head: Head
  /** Who answers. */
  readonly target: Target
  readonly decision: Decision
  /** Synchronous, any time. Already complete when the host maps its own finish part, since the core reads a part before the host gets it. */
  readonly report: () => RunReport
  /** Settles once, after the ledger row. Never rejects. */
  readonly outcome: Promise<Outcome>
}
