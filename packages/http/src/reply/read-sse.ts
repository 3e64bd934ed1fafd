import { createParser } from 'eventsource-parser'
import type { PullSource } from '@signalbox/core'
import type { HttpPart, SseEvent } from './http-part.ts'
import type { DialectName } from '../call/upstream.ts'
import { UpstreamError } from '../call/upstream-error.ts'

/** Largest unfinished frame that is kept, characters. */
const frameLimit = 16 * 1024 * 1024

/** The body of a stream as parts of whole frames: each pull takes all frames that have arrived. An unfinished frame at the end is dropped. */
export function readSse(body: ReadableStream<Uint8Array>, dialect: DialectName): PullSource<HttpPart> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let ready: SseEvent[] = []
  let pending = 0
  const parser = createParser({
    onEvent: ({ event, data }) => {
      ready.push({ event, data })
      pending = 0
    },
  })
  return {
    next: async () => {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return { done: true }
        pending += value.length
        if (pending > frameLimit)
          throw new UpstreamError('a frame of the stream is larger than 16 MiB', { transport: 'too-large' })
        parser.feed(decoder.decode(value, { stream: true }))
        if (ready.length === 0) continue
        const events = ready
        ready = []
        return { done: false, value: { kind: 'events', dialect, events } }
      }
    },
    return: (reason) => reader.cancel(reason),
  }
}
