import type { HttpPart } from './http-part.ts'
import type { ReplyEvent } from './reply-event.ts'

/** Reads one reply's parts, streamed or whole. Keeps state: one reader per reply. */
export interface ReplyEvents {
  readonly read: (part: HttpPart) => readonly ReplyEvent[]
}
