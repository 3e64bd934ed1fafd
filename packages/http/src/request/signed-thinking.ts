import type { ClientBody } from './client-body.ts'

type Json = Readonly<Record<string, unknown>>

/** How ids of reasoning items begin that this gateway has written: no provider keeps them. */
export const ownReasoningIdPrefix = 'rs_signalbox_'

const kinds: ReadonlySet<unknown> = new Set(['thinking', 'redacted_thinking', 'reasoning'])

/** Whether the history has thinking that its maker has signed or keeps: another model refuses it. */
export function hasSignedThinking(client: ClientBody): boolean {
  return hasSome(client, (block) => isThinking(block) && !isUnsigned(block))
}

/** The same body without any thinking, for a model that did not make it. A turn of nothing else goes whole. */
export function withoutSignedThinking(client: ClientBody): ClientBody {
  return without(client, isThinking)
}

/** The same body without thinking that nobody has signed or keeps: what this gateway wrote from another dialect, no provider takes back. */
export function withoutUnsignedThinking(client: ClientBody): ClientBody {
  return without(client, isUnsigned)
}

function without(client: ClientBody, isOut: (block: Json) => boolean): ClientBody {
  if (!hasSome(client, isOut)) return client
  const { dialect, json } = client
  if (dialect === 'openai-responses')
    return { ...client, json: { ...json, input: listOf(json['input']).filter((item) => !isOut(item)) } }
  const messages = listOf(json['messages']).flatMap((message) => {
    if (!Array.isArray(message['content'])) return [message]
    const content = listOf(message['content']).filter((block) => !isOut(block))
    return content.length === 0 ? [] : [{ ...message, content }]
  })
  return { ...client, json: { ...json, messages } }
}

function hasSome({ dialect, json }: ClientBody, test: (block: Json) => boolean): boolean {
  if (dialect === 'openai-responses') return listOf(json['input']).some(test)
  return dialect === 'anthropic-messages' && listOf(json['messages']).some(({ content }) => listOf(content).some(test))
}

function isThinking({ type }: Json): boolean {
  return kinds.has(type)
}

/** Whether an item or block is thinking that nobody has signed or keeps. */
export function isUnsigned({ type, signature, id, encrypted_content: kept }: Json): boolean {
  if (type === 'thinking') return !isFilled(signature)
  return type === 'reasoning' && !isFilled(kept) && typeof id === 'string' && id.startsWith(ownReasoningIdPrefix)
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : []
}
