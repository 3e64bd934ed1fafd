/** One thing that cannot work, or will surprise. */
export interface ProofIssue {
  readonly severity: 'error' | 'warning'
  readonly code:
    | 'duplicate'
    | 'empty-tier'
    | 'no-tier'
    | 'unknown-target'
    | 'unknown-model'
    | 'unknown-tier'
    | 'unknown-task'
    | 'unreachable-rule'
    | 'alias-cycle'
    | 'unknown-alias'
    | 'bad-number'
    | 'negative-price'
    | 'price-unknown'
    | 'capability-gap'
    | 'unused-target'
    | 'constraint'
    | 'baseline'
  /** Where, as in the config file: `['tiers', 1, 'targets', 0]`. */
  readonly path: readonly (string | number)[]
  /** The place and the remedy. */
  readonly message: string
}
