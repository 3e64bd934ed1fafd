/** Tokens as the provider counted them; unknown is undefined. */
export interface Usage {
  /** All input tokens, cached ones included. */
  readonly inputTokens?: number | undefined
  /** All output tokens, reasoning included. */
  readonly outputTokens?: number | undefined
  readonly cacheReadTokens?: number | undefined
  readonly cacheWriteTokens?: number | undefined
  readonly reasoningTokens?: number | undefined
  /** The provider's own object, unchanged. */
  readonly raw?: unknown
}
