/** Why a reply ended, normalised. */
export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'error' | 'interrupted' | 'other'

/** The provider's terminal marker: normalised beside raw. */
export interface Finish {
  readonly reason: FinishReason
  readonly raw?: string | undefined
}
