/** Why a target may not be used for a request. */
export type RejectionCode =
  | 'unknown-model'
  | 'context-window'
  | 'max-output'
  | 'tools'
  | 'json'
  | 'json-schema'
  | 'logprobs'
  | 'modality'
  | 'jurisdiction'
  | 'licence'
  | 'open-weights'
  | 'retention'
  | 'availability'
  | 'cost-ceiling'
  | 'price-unknown'
  | 'vendor'
  | 'model'
  | 'target'
  | 'region'
  | 'budget'
  | 'output'
  | 'host'

/** One target that broke a constraint, with what was needed and what it has. */
export interface Rejection {
  readonly target: string
  readonly model: string
  readonly tier: string
  readonly code: RejectionCode
  /** One sentence with both figures: `needs 210,000 tokens of context, has 128,000`. */
  readonly detail: string
}
