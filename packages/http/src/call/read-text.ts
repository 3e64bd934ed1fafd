import { joinBytes } from '../join-bytes.ts'
import type { ByteSource } from './transport.ts'
import { UpstreamError } from './upstream-error.ts'

const decoder = new TextDecoder()

/** Bytes to the end as text, read no further than the limit. @throws UpstreamError `too-large` past it */
export async function readText(source: ByteSource, limitBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const bytes = await source.next()
    if (bytes === undefined) break
    size += bytes.length
    if (size > limitBytes) {
      source.cancel()
      throw new UpstreamError(`the reply is larger than ${limitBytes} bytes`, { transport: 'too-large' })
    }
    chunks.push(bytes)
  }
  return decoder.decode(joinBytes(chunks, size))
}
