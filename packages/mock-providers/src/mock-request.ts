/** A request as a mock provider received it. */
export interface MockRequest {
  /** 1, 2, 3 .. over the provider. */
  readonly n: number
  readonly dialect: 'openai-chat' | 'openai-responses' | 'openai-embeddings' | 'anthropic-messages'
  readonly path: string
  readonly model: string
  readonly stream: boolean
  /** The parsed body. */
  readonly body: Readonly<Record<string, unknown>>
  /** Lower-case names; `authorization` and `x-api-key` are redacted. */
  readonly headers: Readonly<Record<string, string>>
  /** Text of the last user turn. */
  readonly prompt: string
}

/** One line of a provider's log. */
export interface MockLogEntry extends MockRequest {
  status: number
  /** What the wire said was used; undefined where it said nothing. */
  usage:
    | {
        readonly inputTokens: number
        readonly outputTokens: number
        readonly cacheReadTokens: number
        readonly reasoningTokens: number
      }
    | undefined
  requestId: string
  /** `open` while it runs; `cut` by a fault; `aborted` by the client. */
  ended: 'open' | 'complete' | 'cut' | 'aborted'
}
