import type { Usage } from '@signalbox/core'
import { collectReply, type DialectName, type HttpPart } from '@signalbox/http'
import type { KnownAnswer } from '@signalbox/quality'
import { isRecord, toText, type Json } from './json-fields.ts'
import { toModelName } from './model-name.ts'

/** An answer as a log keeps it, in whichever dialect: one body, or the list of chunks that a stream was. */
export type LoggedBody = Json | readonly Json[]

/** What a log knows beside the body. */
export interface LoggedFacts {
  /** Of whom it is, where the body does not say. */
  readonly model?: string | undefined
  readonly durationMs?: number | undefined
}

/** What was answered, and what it was counted as. */
export interface LoggedAnswer {
  readonly answer: KnownAnswer & { readonly by: { readonly model: string } }
  readonly usage: Usage | undefined
}

/** undefined = the body is no answer: an error, or of nobody's dialect. */
export function toLoggedAnswer(body: LoggedBody, facts: LoggedFacts = {}): LoggedAnswer | undefined {
  const reply = collectReply([toPart(body)])
  const { text, toolCalls = [], usage, finish } = reply
  const model = facts.model ?? reply.servedModel
  if (model === undefined) return undefined
  const isWhole = finish !== undefined && (text !== '' || toolCalls.length > 0)
  const answer: LoggedAnswer['answer'] = {
    by: { model: toModelName(model) },
    inputTokens: usage?.inputTokens,
    outputTokens: usage?.outputTokens,
    durationMs: facts.durationMs,
    gate: undefined,
    reply: isWhole ? { text, toolCalls, logprobs: undefined, finish, usage } : undefined,
    labels: [],
  }
  return { answer, usage }
}

function toPart(body: LoggedBody): HttpPart {
  if (!isList(body)) return { kind: 'body', dialect: dialectOf(body), body }
  const events = body.map((chunk) => ({ event: toText(chunk['type']), data: JSON.stringify(chunk) }))
  return { kind: 'events', dialect: dialectOf(body[0] ?? {}), raw: '', events }
}

/** `Array.isArray` does not tell a list that is only read from an object. */
function isList(body: LoggedBody): body is readonly Json[] {
  return Array.isArray(body)
}

function dialectOf(body: Json): DialectName {
  const { object, type } = body
  if (object === 'response' || (typeof type === 'string' && type.startsWith('response.'))) return 'openai-responses'
  return type === 'message' || type === 'message_start' ? 'anthropic-messages' : 'openai-chat'
}

/** A body, or the chunks of one; undefined = neither. */
export function toLoggedBody(value: unknown): LoggedBody | undefined {
  if (isRecord(value)) return Object.keys(value).length === 0 ? undefined : value
  return Array.isArray(value) && value.length > 0 && value.every(isRecord) ? value : undefined
}
