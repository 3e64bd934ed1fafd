import type { Readable } from 'node:stream'
import type { ByteSource } from './transport.ts'

/** A stream of Node's as a source: all that has arrived at each pull. */
export function toByteSource(stream: Readable): ByteSource {
  let wake: (() => void) | undefined
  let end: { readonly error?: unknown } | undefined
  const onEnd = (error?: unknown): void => {
    end ??= { error }
    wake?.()
  }
  // A listener of its own for errors: one that nobody waits for must not end the process.
  stream.on('readable', () => wake?.())
  stream.on('error', onEnd)
  stream.on('end', () => onEnd())
  stream.on('close', () => {
    if (!stream.readableEnded) onEnd(new Error('The stream was closed before its end.'))
  })
  return {
    next: async () => {
      for (;;) {
        const bytes = stream.read() as Uint8Array | null
        if (bytes !== null) return bytes
        if (end?.error !== undefined) throw end.error
        if (end !== undefined || stream.readableEnded) return undefined
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    cancel: () => void stream.destroy(),
  }
}

/** The same, to be iterated. Whoever stops early leaves the source as it is. */
export function toIterable(source: ByteSource): AsyncIterable<Uint8Array> {
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    const value = await source.next()
    return value === undefined ? { done: true, value } : { done: false, value }
  }
  return { [Symbol.asyncIterator]: () => ({ next }) }
}
