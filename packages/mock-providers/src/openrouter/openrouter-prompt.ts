import { countTokens } from '../count-tokens.ts'

/** Tokens of a prompt, as every mock counts them. */
export function countPromptTokens({ messages, tools }: Readonly<Record<string, unknown>>): number {
  return countTokens([messages ?? [], '', tools ?? ''].map((part) => JSON.stringify(part)).join(''))
}

/** The limit of output that a request states. */
export function outputLimitOf(body: Readonly<Record<string, unknown>>): number | undefined {
  const limit = body['max_completion_tokens'] ?? body['max_tokens']
  return typeof limit === 'number' ? limit : undefined
}

/** Text of the last user turn. */
export function lastUserTextOf({ messages }: Readonly<Record<string, unknown>>): string {
  if (!Array.isArray(messages)) return ''
  const turns = messages as readonly { readonly role?: unknown; readonly content?: unknown }[]
  const content = turns.findLast((turn) => turn?.role === 'user')?.content
  if (typeof content === 'string') return content
  const parts = Array.isArray(content) ? (content as readonly { readonly text?: unknown }[]) : []
  return parts.map((part) => (typeof part?.text === 'string' ? part.text : '')).join('')
}
