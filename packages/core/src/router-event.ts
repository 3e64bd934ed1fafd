import type { Decision } from './decision/decision.ts'
import type { PlanStep } from './decision/plan-step.ts'
import type { Attempt, AttemptStart } from './outcome/attempt.ts'
import type { Outcome } from './outcome/outcome.ts'

/** What a router tells a listener, as it happens. A listener that throws changes nothing. */
export type RouterEvent =
  | { readonly type: 'decision-made'; readonly decision: Decision }
  | { readonly type: 'attempt-start'; readonly requestId: string; readonly attempt: AttemptStart }
  | { readonly type: 'attempt-end'; readonly requestId: string; readonly attempt: Attempt }
  | {
      readonly type: 'step-skip'
      readonly requestId: string
      readonly step: PlanStep
      readonly index: number
      readonly reason: string
    }
  | { readonly type: 'breaker-open'; readonly key: string }
  | { readonly type: 'breaker-probe'; readonly key: string }
  | { readonly type: 'breaker-close'; readonly key: string }
  /** A row could not be written: traffic goes on, the record has a hole. */
  | {
      readonly type: 'ledger-error'
      readonly requestId: string
      readonly row: 'intent' | 'settlement' | 'reply' | 'outcome'
      readonly error: unknown
    }
  /** `session`: the conversation it belongs to, as the caller names it. */
  | { readonly type: 'outcome-end'; readonly outcome: Outcome; readonly session?: string | undefined }
  /** The store of a budget could not be reached; requests under it are refused, unless the budget says otherwise. */
  | { readonly type: 'budget-error'; readonly requestId: string; readonly budget: string; readonly error: unknown }
