import { parseJson } from '../reply/parse-json.ts'
import { readText } from './read-text.ts'
import type { ByteSource } from './transport.ts'
import { UpstreamError } from './upstream-error.ts'

const defaultLimitBytes = 64 * 1024 * 1024

/** A whole reply, as text and as JSON. @throws UpstreamError `malformed`, `too-large` */
export async function readBody(
  source: ByteSource,
  limitBytes = defaultLimitBytes,
): Promise<{ readonly raw: string; readonly body: unknown }> {
  const raw = await readText(source, limitBytes)
  try {
    return { raw, body: parseJson(raw) }
  } catch (cause) {
    if (cause instanceof UpstreamError) throw cause
    throw new UpstreamError('the reply is not valid JSON', { transport: 'malformed', status: 200, cause })
  }
}
