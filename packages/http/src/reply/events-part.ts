import { createParser } from 'eventsource-parser'
import type { DialectName } from '../call/upstream.ts'
import type { EventsPart, SseEvent } from './http-part.ts'

/** A part of whole frames as they came, line ends LF. They are parsed when its events are first read: most parts are only passed on. */
export function fromFrames(
  dialect: DialectName,
  raw: string,
  carried?: Pick<EventsPart, 'carrier' | 'account'>,
): EventsPart {
  let parsed: readonly SseEvent[] | undefined
  return {
    kind: 'events',
    dialect,
    raw,
    ...carried,
    get events() {
      return (parsed ??= parse(raw))
    },
  }
}

/** A part of events, and the frames that say them. */
export function fromEvents(dialect: DialectName, events: readonly SseEvent[]): EventsPart {
  return { kind: 'events', dialect, raw: events.map(toFrame).join(''), events }
}

function parse(raw: string): readonly SseEvent[] {
  const events: SseEvent[] = []
  createParser({ onEvent: ({ event, data }) => void events.push({ event, data }) }).feed(raw)
  return events
}

function toFrame({ event, data }: SseEvent): string {
  const name = event === undefined ? '' : `event: ${event}\n`
  return `${name}data: ${data.includes('\n') ? data.replaceAll('\n', '\ndata: ') : data}\n\n`
}
