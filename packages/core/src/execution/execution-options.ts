/** The moment after which the caller has seen content. `buffer`: nothing is shown until the reply has ended. */
export type CommitMode = 'first-content' | 'buffer'

/** One deadline, one attempt budget, three stream clocks. All in milliseconds unless the name says otherwise. */
export interface ExecutionOptions {
  /** Bounds the way to the commit point; in `buffer` to the end. Default 60,000. */
  readonly deadlineMs: number
  /** Attempts that could serve, the first one included. Default 4. */
  readonly maxAttempts: number
  /** Each attempt's limit to its first content; comments and role-only frames do not count. Default 10,000. */
  readonly firstTokenTimeoutMs: number
  /** Longest wait for the provider between contents, counted only while we wait. Default 20,000. */
  readonly gapTimeoutMs: number
  /** Bounds a committed stream as a whole. Default: unset. */
  readonly maxStreamMs: number | undefined
  /** A committed run that nobody reads is closed and settled after this. Default 300,000. */
  readonly idleReaderMs: number
  readonly commit: CommitMode
  /** Times a failure that may pass is tried again on the same target. Default 1. */
  readonly maxRetriesPerTarget: number
  /** Longest wait for a retry on the same target; a longer hint moves on at once. Default 3,000. */
  readonly retryWaitMs: number
  /** What happens when a draft was rejected and every later step failed. Default `serve-draft`. */
  readonly onExhausted: 'serve-draft' | 'fail'
}

export const defaultExecution: ExecutionOptions = {
  deadlineMs: 60_000,
  maxAttempts: 4,
  firstTokenTimeoutMs: 10_000,
  gapTimeoutMs: 20_000,
  maxStreamMs: undefined,
  idleReaderMs: 300_000,
  commit: 'first-content',
  maxRetriesPerTarget: 1,
  retryWaitMs: 3_000,
  onExhausted: 'serve-draft',
}
