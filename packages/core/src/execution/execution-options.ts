/**
 * The moment after which the caller has seen content. `buffer`: nothing is shown until the reply has ended. `resume`: as
 * `first-content`, and a reply that breaks off afterwards is taken over by another target, provided that its reply begins with
 * exactly what was shown; needs the dialect's `splice`. `holdback`: after its first content a reply is held on until `ms` have
 * passed or `tokens` have come (four characters count as one), whichever is first, so that an early fault still moves on.
 */
export type CommitMode =
  | 'first-content'
  | 'buffer'
  | 'resume'
  | { readonly holdback: { readonly ms?: number | undefined; readonly tokens?: number | undefined } }

/** A second attempt beside a slow one. The first to show content serves; the other is aborted, and its cost recorded. */
export interface HedgeOptions {
  /** The rival starts when the first attempt has shown no content after this many ms. */
  readonly delayMs: number
  /** A rival that may cost more than this is not started. Default: no cap of its own. */
  readonly maxCostUsd?: number | undefined
}

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
  /** Default: unset. Under the same attempts, constraints, cost and retry tokens as any attempt; gated steps are not hedged. */
  readonly hedge: HedgeOptions | undefined
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
  hedge: undefined,
  maxRetriesPerTarget: 1,
  retryWaitMs: 3_000,
  onExhausted: 'serve-draft',
}
