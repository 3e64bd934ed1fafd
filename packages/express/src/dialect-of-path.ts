import type { DialectName } from '@signalbox/http'

const dialects: ReadonlyMap<string, DialectName> = new Map([
  ['/chat/completions', 'openai-chat'],
  ['/embeddings', 'openai-chat'],
  ['/models', 'openai-chat'],
  ['/signalbox/explain', 'openai-chat'],
  ['/responses', 'openai-responses'],
  ['/messages', 'anthropic-messages'],
  ['/messages/count_tokens', 'anthropic-messages'],
])

/** The dialect in which who asks for a gateway's path wants to be told of errors; undefined = no path of a gateway. */
export function dialectOfPath(path: string): DialectName | undefined {
  const short = path.startsWith('/v1/') ? path.slice(3) : path
  return dialects.get(short) ?? (short.startsWith('/models/') ? 'openai-chat' : undefined)
}
