import { BadRequest } from './bad-request.ts'

/** All bytes in one piece; reads no further once there are more than `maxBytes`. @throws BadRequest 413 */
export async function collectBytes(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  let bytes: Uint8Array = new Uint8Array(0)
  let length = 0
  for await (const chunk of chunks) {
    if (length + chunk.length > maxBytes) throw tooLarge(maxBytes)
    if (length === 0) bytes = chunk
    else {
      // One buffer that doubles: a body in pieces of one byte costs no object each.
      if (length + chunk.length > bytes.length) bytes = grown(bytes.subarray(0, length), length + chunk.length)
      bytes.set(chunk, length)
    }
    length += chunk.length
  }
  return bytes.subarray(0, length)
}

/** The same chunks, until there are more bytes than `maxBytes`. @throws BadRequest 413 */
export async function* limitBytes(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > maxBytes) throw tooLarge(maxBytes)
    yield chunk
  }
}

function grown(bytes: Uint8Array, least: number): Uint8Array {
  const larger = new Uint8Array(Math.max(least, bytes.length * 2, 16_384))
  larger.set(bytes)
  return larger
}

export function tooLarge(maxBytes: number): BadRequest {
  return new BadRequest(
    `The body is larger than ${maxBytes} bytes. Send less, pictures and files by address for example; the gateway's operator can raise the limit.`,
    { status: 413, code: 'request_too_large' },
  )
}
