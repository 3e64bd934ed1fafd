import type { Call } from '../call/call.ts'
import type { Dialect } from '../call/dialect.ts'
import type { Target } from '../catalog/target.ts'
import type { Decision } from '../decision/decision.ts'
import type { Outcome } from '../outcome/outcome.ts'
import type { Environment } from './environment.ts'
import type { ExecutionOptions } from './execution-options.ts'
import type { Run } from './run.ts'

/** All the engine needs for one request. */
export interface Job<Head, Part> {
  readonly env: Environment
  readonly requestId: string
  readonly decision: Decision
  readonly call: Call<Head, Part>
  readonly dialect: Dialect<Part>
  readonly execution: ExecutionOptions
  /** The caller's. */
  readonly signal: AbortSignal | undefined
  /** `open`: a last candidate is committed at its head, unpeeked. */
  readonly last: 'held' | 'open'
  /** Whether a call to this target sends others of its pool in one go; undefined = none does. */
  readonly carriesPools: ((target: Target) => boolean) | undefined
}

/** What executing a job comes to. Failures are values here; the router throws them, once. */
export type Execution<Head, Part> =
  | { readonly kind: 'committed'; readonly run: Run<Head, Part> }
  | {
      readonly kind: 'failed'
      readonly outcome: Outcome
      readonly errors: readonly unknown[]
      readonly isRetryable: boolean
    }
  | { readonly kind: 'aborted'; readonly outcome: Outcome; readonly reason: unknown }
