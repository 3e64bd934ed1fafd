import type { DialectName } from '../call/upstream.ts'
import { openReplyEvents } from './open-reply-events.ts'
import type { ReplyEvents } from './reply-events.ts'

/** Reads parts of whatever dialect each is written in: one reply may go on in another one. */
export function openMixedEvents(): ReplyEvents {
  const readers = new Map<DialectName, ReplyEvents>()
  return {
    read: (part) => {
      const reader = readers.get(part.dialect) ?? openReplyEvents(part.dialect)
      readers.set(part.dialect, reader)
      return reader.read(part)
    },
  }
}
