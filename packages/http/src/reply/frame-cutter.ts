import { createParser } from 'eventsource-parser'
import type { DialectName } from '../call/upstream.ts'
import { fromEvents, fromFrames } from './events-part.ts'
import type { EventsPart, SseEvent } from './http-part.ts'

/** Cuts the text of a stream into parts of whole frames. Keeps the unfinished one: one cutter per stream. */
export interface FrameCutter {
  /** All frames this text completes; undefined = none. */
  readonly cut: (text: string) => EventsPart | undefined
}

/**
 * While lines end in LF a part is the text itself, cut behind its last empty line. From the first CR on, the stream goes through the
 * parser and its frames are written anew; so is a text that has comments in it.
 */
export function createFrameCutter(dialect: DialectName): FrameCutter {
  // Concatenation only links texts; they are joined once, when the frame is whole, so that large frames take linear time.
  let held = ''
  let isLineEnd = false
  let parser: FrameCutter | undefined
  return {
    cut: (text) => {
      if (parser !== undefined) return parser.cut(text)
      if (text.includes('\r')) {
        parser = createParsingCutter(dialect)
        return parser.cut(held + text)
      }
      const end = endOfFrames(text, isLineEnd)
      if (end === 0) {
        held += text
        if (text !== '') isLineEnd = text.endsWith('\n')
        return undefined
      }
      const frames = held + text.slice(0, end)
      held = text.slice(end)
      isLineEnd = held.endsWith('\n')
      return hasComment(frames) ? createParsingCutter(dialect).cut(frames) : fromFrames(dialect, frames)
    },
  }
}

function createParsingCutter(dialect: DialectName): FrameCutter {
  let ready: SseEvent[] = []
  const parser = createParser({ onEvent: ({ event, data }) => void ready.push({ event, data }) })
  return {
    cut: (text) => {
      parser.feed(text)
      if (ready.length === 0) return undefined
      const events = ready
      ready = []
      return fromEvents(dialect, events)
    },
  }
}

/** Where the last whole frame of a text ends; 0 = nowhere. `isLineEnd`: what came before ended a line. */
function endOfFrames(text: string, isLineEnd: boolean): number {
  const at = text.lastIndexOf('\n\n')
  if (at >= 0) return at + 2
  return isLineEnd && text.startsWith('\n') ? 1 : 0
}

function hasComment(frames: string): boolean {
  return frames.startsWith(':') || frames.includes('\n:')
}
