import { pipeline, type Readable, type Transform } from 'node:stream'
import { constants, createBrotliDecompress, createUnzip } from 'node:zlib'
import { UpstreamError } from './upstream-error.ts'

/** A reply's bytes as they were before `content-encoding`. @throws UpstreamError `malformed` for an encoding nobody asked for, or more than one */
export function inflate(body: Readable, contentEncoding = ''): Readable {
  const encoding = contentEncoding.trim().toLowerCase()
  if (encoding === '' || encoding === 'identity') return body
  const decoder = decoders.get(encoding)?.()
  if (decoder === undefined) {
    body.on('error', () => {}).destroy()
    throw new UpstreamError(`the reply is encoded as "${encoding.slice(0, 40)}", which is not read`, {
      transport: 'malformed',
    })
  }
  // Each end's error comes out of the decoder; the callback keeps it from being raised twice.
  return pipeline(body, decoder, () => {})
}

// A flush at every chunk, for a compressed stream is to be read while it grows; and a missing end is for the dialect to judge.
const gzip = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
const brotli = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH }

const decoders: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', () => createUnzip(gzip)],
  ['x-gzip', () => createUnzip(gzip)],
  ['deflate', () => createUnzip(gzip)],
  ['br', () => createBrotliDecompress(brotli)],
])
