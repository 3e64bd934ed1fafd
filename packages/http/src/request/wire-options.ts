import type { Ask } from '@signalbox/core'

/** What a body needs beside the request. */
export interface WireOptions {
  /** The model's name on this wire. */
  readonly model: string
  readonly stream: boolean
  /** Limit the request is sent with; undefined = none. */
  readonly maxOutputTokens?: number | undefined
  /** The most tokens the target gives, for a wire that cannot do without a limit. */
  readonly mostOutputTokens?: number | undefined
  /** Set for a judge or a sample. */
  readonly ask?: Ask | undefined
  readonly temperature?: number | undefined
  /** A gate of this step reads log-probabilities. */
  readonly wantsLogprobs?: boolean | undefined
  /** OpenAI's newer models refuse `max_tokens`. */
  readonly usesMaxCompletionTokens?: boolean | undefined
  /** Thinking of before may be this target's own, and it wants it back. OpenAI shows none, and refuses it. */
  readonly takesReasoning?: boolean | undefined
}
