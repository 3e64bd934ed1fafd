import type { ClientBody } from './client-body.ts'

type Json = Readonly<Record<string, unknown>>

/** Thinking that its maker has signed or keeps: another model refuses it. */
const kinds: ReadonlySet<unknown> = new Set(['thinking', 'redacted_thinking', 'reasoning'])

/** Whether the history has any. */
export function hasSignedThinking({ dialect, json }: ClientBody): boolean {
  if (dialect === 'openai-responses') return listOf(json['input']).some(isThinking)
  return (
    dialect === 'anthropic-messages' && listOf(json['messages']).some(({ content }) => listOf(content).some(isThinking))
  )
}

/** The same body without it, for a model that did not make it. A turn of nothing else goes whole. */
export function withoutSignedThinking(client: ClientBody): ClientBody {
  if (!hasSignedThinking(client)) return client
  const { dialect, json } = client
  if (dialect === 'openai-responses')
    return { ...client, json: { ...json, input: listOf(json['input']).filter((item) => !isThinking(item)) } }
  const messages = listOf(json['messages']).flatMap((message) => {
    if (!Array.isArray(message['content'])) return [message]
    const content = listOf(message['content']).filter((block) => !isThinking(block))
    return content.length === 0 ? [] : [{ ...message, content }]
  })
  return { ...client, json: { ...json, messages } }
}

function isThinking({ type }: Json): boolean {
  return kinds.has(type)
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : []
}
