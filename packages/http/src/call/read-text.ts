import type { ByteSource } from './transport.ts'
import { UpstreamError } from './upstream-error.ts'

/** Bytes to the end as text, read no further than the limit. @throws UpstreamError `too-large` past it */
export async function readText(source: ByteSource, limitBytes: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (;;) {
    const bytes = await source.next()
    if (bytes === undefined) return text + decoder.decode()
    size += bytes.length
    if (size > limitBytes) {
      source.cancel()
      throw new UpstreamError(`the reply is larger than ${limitBytes} bytes`, { transport: 'too-large' })
    }
    text += decoder.decode(bytes, { stream: true })
  }
}
