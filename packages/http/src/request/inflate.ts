import { BadRequest } from './bad-request.ts'

const formats: Readonly<Record<string, string>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'brotli' }

/** Bytes without their content encoding, as they are asked for: what nobody takes is not inflated. @throws BadRequest */
export function inflate(
  chunks: AsyncIterable<Uint8Array>,
  contentEncoding: string | undefined,
): AsyncIterable<Uint8Array> {
  const encoding = contentEncoding?.trim().toLowerCase() ?? ''
  if (encoding === '' || encoding === 'identity') return chunks
  const stream = openStream(encoding)
  if (stream === undefined)
    throw new BadRequest(
      'The content-encoding of the body is not known here. Send it plain, or in one of gzip, deflate and br.',
      { status: 415, param: 'content-encoding', code: 'unsupported_content_encoding' },
    )
  return pass(chunks, stream)
}

/** undefined = unknown, here or on this platform: not all of them have brotli. */
function openStream(encoding: string): DecompressionStream | undefined {
  const format = Object.hasOwn(formats, encoding) ? formats[encoding] : undefined
  if (format === undefined) return undefined
  try {
    return new DecompressionStream(format as CompressionFormat)
  } catch {
    return undefined
  }
}

async function* pass(chunks: AsyncIterable<Uint8Array>, stream: DecompressionStream): AsyncGenerator<Uint8Array> {
  const writer = stream.writable.getWriter()
  let sourceFault: { readonly error: unknown } | undefined
  const feed = async (): Promise<void> => {
    const source = chunks[Symbol.asyncIterator]()
    for (;;) {
      const step = await source.next().catch((error: unknown) => {
        sourceFault = { error }
        throw error
      })
      if (step.done === true) return writer.close()
      try {
        await writer.write(step.value as Uint8Array<ArrayBuffer>)
      } catch (error) {
        await source.return?.()
        throw error
      }
    }
  }
  // What goes wrong while feeding is seen by the reader too.
  feed().catch((error: unknown) => writer.abort(error).catch(() => {}))
  const reader = stream.readable.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } catch {
    if (sourceFault !== undefined) throw sourceFault.error
    throw new BadRequest('The body is not what its content-encoding says. Compress it again, or send it plain.', {
      param: 'content-encoding',
      code: 'invalid_encoding',
    })
  } finally {
    reader.cancel().catch(() => {})
  }
}
