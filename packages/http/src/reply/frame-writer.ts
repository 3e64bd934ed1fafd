import type { FinishReason, Usage } from '@signalbox/core'
import type { ReplyBlock } from './reply-blocks.ts'
import type { ReplyEvent } from './reply-event.ts'

/** What is part of an answer: neither its beginning, its end, its cost, nor what one dialect alone knows. */
export type Said = Exclude<ReplyEvent, { kind: 'start' | 'usage' | 'end' | 'error' | 'other' }>

/** One dialect's stream: `open`, any number of `write`, `end`; each answers whole frames. Calls come one after another. */
export interface FrameWriter {
  readonly open: (opening: ReplyOpening) => string
  readonly write: (said: Said) => string
  readonly end: (ending: ReplyEnding) => string
}

export interface ReplyOpening {
  readonly id: string
  readonly model: string
  /** Seconds since the epoch. */
  readonly createdSeconds: number
  /** As far as it is known by then. */
  readonly usage: Usage | undefined
}

export interface ReplyEnding {
  readonly reason: FinishReason
  readonly stopSequence: string | undefined
  readonly usage: Usage | undefined
  /** USD, for the usage. */
  readonly costUsd: number | undefined
}

/** All of a reply, for a body. */
export interface WholeReply {
  readonly opening: ReplyOpening
  readonly blocks: readonly ReplyBlock[]
  readonly ending: ReplyEnding
}
