import type { Target } from '../catalog/target.ts'
import type { Decision } from '../decision/decision.ts'
import type { AttemptStart } from '../outcome/attempt.ts'
import type { Ask } from '../decision/ask.ts'
import type { Reply } from './reply.ts'

/** What a call is told. */
export interface CallContext {
  /** This attempt's own signal, never the caller's. */
  readonly signal: AbortSignal
  readonly attempt: AttemptStart
  readonly decision: Decision
  /**
   * Targets of the same pool that this call is to try in turn if its own fails: set only where `carriesPools` was said, else empty.
   * Once it has refused, none of them is called again for this request; nor are those up to the one that answered, where that one fails.
   */
  readonly alternates: readonly Target[]
  /** A gate will look at token log-probabilities: ask for them where the provider has them. */
  readonly wantsLogprobs: boolean
  /** Set for a judge or a sample: send this instead of, or with, the caller's prompt. */
  readonly ask?: Ask | undefined
}

/** The only way out, for answers, judges and samples alike. Head and Part are the host's and opaque to the core. */
export type Call<Head, Part> = (
  target: Target,
  context: CallContext,
) => Reply<Head, Part> | PromiseLike<Reply<Head, Part>>
