import type { Outcome } from '@signalbox/core'

/**
 * Why a request that was drawn was not answered beside. `same-target`: whoever served it would have answered again; `ill`: a breaker holds
 * calls back; `not-allowed`: constraints leave nobody; `price-unknown`: what it would cost cannot be held; `repeated-id`: one of the same id is under way.
 */
export type ShadowDrop =
  | 'busy'
  | 'budget'
  | 'closing'
  | 'ill'
  | 'not-allowed'
  | 'price-unknown'
  | 'repeated-id'
  | 'same-target'

/** What a shadow tells a listener. A listener that throws changes nothing. */
export type ShadowEvent =
  /** Answered beside, or not: `outcome.kind` says which. Its attempts have the numbers of the record. */
  | { readonly type: 'shadow-end'; readonly study: string; readonly requestId: string; readonly outcome: Outcome }
  | { readonly type: 'shadow-drop'; readonly study: string; readonly requestId: string; readonly reason: ShadowDrop }
  /** Something threw that is no call's failure: `when`, `keepAlive`, say. */
  | { readonly type: 'shadow-error'; readonly study: string; readonly requestId: string; readonly error: unknown }
