import type { HttpHead } from '../reply/http-part.ts'
import { toInBandError } from '../reply/in-band-error.ts'
import { parseJson } from '../reply/parse-json.ts'
import { readText } from './read-text.ts'
import type { Carrier } from './carrier.ts'
import type { ByteSource } from './transport.ts'
import { UpstreamError } from './upstream-error.ts'

const limitBytes = 1024 * 1024

/** What a provider says with a status other than 200. @param hide takes our keys out of its words */
export async function readUpstreamError(
  { status, headers: given }: HttpHead,
  body: ByteSource,
  hide: (text: string) => string,
  carrier?: Carrier,
  sent?: Readonly<Record<string, unknown>>,
): Promise<UpstreamError> {
  const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, hide(value)]))
  if (status >= 300 && status < 400) {
    body.cancel()
    return new UpstreamError('the provider answered with a redirect, which is not followed', {
      status,
      headers,
      transport: 'redirect',
    })
  }
  const text = hide(await readText(body, limitBytes).catch(() => ''))
  try {
    const error = toInBandError(parseJson(text), status, headers, carrier, sent)
    if (error !== undefined) return error
  } catch {
    // A page of HTML, most often from a proxy in between.
  }
  return new UpstreamError(`status ${status}`, { status, headers })
}
