import type { PullSource } from '@signalbox/core'
import type { ByteSource } from '../call/transport.ts'
import type { DialectName } from '../call/upstream.ts'
import { UpstreamError } from '../call/upstream-error.ts'
import { createFrameCutter } from './frame-cutter.ts'
import type { HttpPart } from './http-part.ts'

/** Largest unfinished frame that is kept, bytes. */
const frameLimit = 16 * 1024 * 1024

/** The body of a stream as parts of whole frames: each pull takes all frames that have arrived. An unfinished frame at the end is dropped. */
export function readSse(source: ByteSource, dialect: DialectName): PullSource<HttpPart> {
  const decoder = new TextDecoder()
  const cutter = createFrameCutter(dialect)
  let pending = 0
  return {
    next: async () => {
      for (;;) {
        const bytes = await source.next()
        if (bytes === undefined) return { done: true }
        pending += bytes.length
        if (pending > frameLimit)
          throw new UpstreamError('a frame of the stream is larger than 16 MiB', { transport: 'too-large' })
        const part = cutter.cut(decoder.decode(bytes, { stream: true }))
        if (part === undefined) continue
        pending = 0
        return { done: false, value: part }
      }
    },
    return: (reason) => source.cancel(reason),
  }
}
