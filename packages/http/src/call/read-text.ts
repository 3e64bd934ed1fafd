import { UpstreamError } from './upstream-error.ts'

/** The body of a reply as text, read no further than the limit. @throws UpstreamError `too-large` past it */
export async function readText(response: Response, limitBytes: number): Promise<string> {
  const reader = response.body?.getReader()
  if (reader === undefined) return ''
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.length
    if (size > limitBytes) {
      await reader.cancel()
      throw new UpstreamError(`the reply is larger than ${limitBytes} bytes`, {
        transport: 'too-large',
        status: response.status,
      })
    }
    text += decoder.decode(value, { stream: true })
  }
}
