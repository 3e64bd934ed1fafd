import type { MockLogEntry } from './mock-request.ts'

/** A request as it comes in, before anything is known of its answer. */
export function openLogEntry(
  request: Pick<MockLogEntry, 'n' | 'dialect' | 'path' | 'requestId'> & {
    readonly headers: Readonly<Record<string, string>>
    /** undefined = no JSON object. */
    readonly body: Readonly<Record<string, unknown>> | undefined
  },
): MockLogEntry {
  const { n, dialect, path, requestId, headers, body = {} } = request
  return {
    n,
    dialect,
    path,
    model: typeof body['model'] === 'string' ? body['model'] : '',
    stream: body['stream'] === true && dialect !== 'openai-embeddings',
    body,
    headers: redact(headers),
    prompt: lastUserText(body),
    status: 0,
    usage: undefined,
    requestId,
    ended: 'open',
  }
}

/** undefined = not a JSON object. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

function lastUserText(body: Readonly<Record<string, unknown>>): string {
  const { messages = body['input'] } = body
  if (typeof messages === 'string') return messages
  if (!Array.isArray(messages)) return ''
  const turns = messages as readonly { role?: unknown; content?: unknown }[]
  const content = turns.findLast((turn) => turn?.role === 'user')?.content
  if (typeof content === 'string') return content
  return Array.isArray(content)
    ? content.map((part: { text?: unknown }) => (typeof part?.text === 'string' ? part.text : '')).join('')
    : ''
}

function redact(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name === 'authorization' || name === 'x-api-key' ? '[redacted]' : value,
    ]),
  )
}
