import type { ReplyEvent } from './reply-event.ts'

/** Writes one reply in a client's dialect. Keeps state: one writer per reply. */
export interface ReplyWriter {
  /** SSE frames for these events, whole ones; '' = nothing to send yet. */
  readonly frames: (events: readonly ReplyEvent[]) => string
  /** What is still owed when the parts have run out: '' after the frames that end a reply, and for one that has no end. */
  readonly close: () => string
  /** The whole body, of all events of the reply. */
  readonly body: (events: readonly ReplyEvent[]) => Readonly<Record<string, unknown>>
}

export interface ReplyWriterOptions {
  /** Used where the reply has none. */
  readonly id: string
  readonly model: string
  /** Seconds since the epoch. */
  readonly createdSeconds: number
  /** OpenAI chat: the client asked for usage in the stream. The others always have it. */
  readonly wantsUsage: boolean
  /** Put into the usage as `cost`, USD; asked when the usage is written. */
  readonly costUsd?: (() => number | undefined) | undefined
}
