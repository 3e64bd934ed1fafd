import type { FailureFacts } from '../failure/failure-facts.ts'
import type { Dialect } from './dialect.ts'
import type { PlainReply } from './plain-reply.ts'

/** Reads the core's own PlainReply; errors are read by their shape, which the common SDKs share. */
export const plainDialect: Dialect<PlainReply> = {
  open: () => ({
    read: (reply, notes) => {
      if (reply.servedModel !== undefined) notes.servedModel(reply.servedModel)
      if (reply.account !== undefined) notes.account(reply.account)
      if (reply.logprobs !== undefined) notes.logprobs(reply.logprobs)
      for (const call of reply.toolCalls ?? []) notes.toolCall(call.name, call.argumentsJson)
      if (reply.text !== '') notes.content(reply.text)
      if (reply.usage !== undefined) notes.usage(reply.usage)
      notes.end(reply.finish ?? { reason: reply.toolCalls?.length ? 'tool-calls' : 'stop' })
    },
  }),
  toFacts,
}

function toFacts(error: unknown): FailureFacts {
  if (typeof error !== 'object' || error === null) return { message: String(error) }
  const read = (key: string): unknown => (error as Record<string, unknown>)[key]
  const status = read('status') ?? read('statusCode')
  const code = read('code')
  const type = read('type')
  const message = read('message')
  return {
    status: typeof status === 'number' ? status : undefined,
    code: typeof code === 'string' ? code : undefined,
    type: typeof type === 'string' ? type : undefined,
    message: typeof message === 'string' ? message : undefined,
    headers: toHeaders(read('headers') ?? read('responseHeaders')),
  }
}

function toHeaders(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const entries =
    'entries' in value && typeof value.entries === 'function'
      ? (value.entries() as Iterable<[string, unknown]>)
      : Object.entries(value)
  const headers: Record<string, string> = {}
  for (const [name, one] of entries) if (typeof one === 'string') headers[name.toLowerCase()] = one
  return headers
}
