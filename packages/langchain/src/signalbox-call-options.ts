/** What a call may say to the router, in the call option `signalbox`. Never sent to a provider. */
export interface SignalboxCallOptions {
  /** A virtual id (`auto`, `task:NAME`, `tier:NAME`), a target or model id, an alias. Default: the chat model's own `model`. */
  readonly model?: string | undefined
  /** The task, where the caller knows it better than detection. */
  readonly task?: string | undefined
  readonly tenant?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** The conversation. Default: the graph's `thread_id`, else the run. */
  readonly session?: string | undefined
  /** false: no shadow and no study gets it. */
  readonly shadow?: boolean | undefined
  /** The request's id in the ledger. Has to be new for every call: leave it out in agents. */
  readonly requestId?: string | undefined
}
