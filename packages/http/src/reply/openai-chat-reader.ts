import type { FinishReason, Notes, PartReader, Usage } from '@signalbox/core'
import type { HttpPart } from './http-part.ts'
import { toInBandError } from './in-band-error.ts'
import { parseFrame } from './parse-json.ts'

interface ChatChoice {
  readonly index?: number
  readonly delta?: ChatMessage | null
  readonly message?: ChatMessage | null
  readonly finish_reason?: string | null
  readonly logprobs?: { readonly content?: readonly { readonly logprob?: number }[] | null } | null
}

interface ChatMessage {
  readonly content?: string | null
  readonly refusal?: string | null
  readonly reasoning_content?: string | null
  readonly tool_calls?: readonly ToolCallDelta[] | null
}

interface ToolCallDelta {
  readonly index?: number
  readonly function?: { readonly name?: string; readonly arguments?: string }
}

interface ChatBody {
  readonly model?: string
  readonly choices?: readonly ChatChoice[] | null
  readonly usage?: Record<string, unknown> | null
}

/** Reads OpenAI chat completions: a stream of chunks, or one whole body. Choice 0 counts; the rest is forwarded. */
export function openOpenaiChatReader(): PartReader<HttpPart> {
  const tools = new Map<number, { name: string; argumentsJson: string }>()
  const flushTools = (notes: Notes): void => {
    for (const { name, argumentsJson } of tools.values()) notes.toolCall(name, argumentsJson)
    tools.clear()
  }
  let finish: string | undefined
  const readBody = (body: ChatBody, notes: Notes): void => {
    const error = toInBandError(body)
    if (error !== undefined) return notes.failed(error)
    if (typeof body.model === 'string' && body.model !== '') notes.servedModel(body.model)
    const choice = listOf<ChatChoice>(body.choices).find(({ index }) => (index ?? 0) === 0)
    const message = choice?.delta ?? choice?.message
    // What is there and is no text is content all the same: an unknown part is forwarded, not swallowed.
    if (message?.content) notes.content(typeof message.content === 'string' ? message.content : undefined)
    if (typeof message?.refusal === 'string' && message.refusal !== '') notes.content(message.refusal)
    // Reasoning shows that the model is at work; its text is no part of the answer.
    if (message?.reasoning_content) notes.content()
    for (const [place, call] of listOf<ToolCallDelta>(message?.tool_calls).entries()) {
      const index = call.index ?? place
      const known = tools.get(index) ?? { name: '', argumentsJson: '' }
      tools.set(index, {
        name: known.name + (call.function?.name ?? ''),
        argumentsJson: known.argumentsJson + (call.function?.arguments ?? ''),
      })
      notes.content()
    }
    const values = choice?.logprobs?.content
    if (values)
      notes.logprobs(
        listOf<{ logprob?: unknown }>(values).flatMap(({ logprob }) => (typeof logprob === 'number' ? [logprob] : [])),
      )
    if (typeof body.usage === 'object' && body.usage !== null) notes.usage(toUsage(body.usage))
    if (typeof choice?.finish_reason === 'string' && choice.finish_reason !== '') {
      finish = choice.finish_reason
      flushTools(notes)
      if (finish === 'error') notes.failed(new Error('finish_reason error'))
      else notes.end({ reason: toReason(finish), raw: finish })
    }
  }
  return {
    read: (part, notes) => {
      if (part.kind === 'body') return isObject(part.body) ? readBody(part.body, notes) : undefined
      for (const { data } of part.events) {
        if (data === '[DONE]') {
          if (finish === undefined) notes.end({ reason: 'interrupted', raw: '[DONE]' })
          continue
        }
        const body = parseFrame<ChatBody>(data)
        if (body !== undefined) readBody(body, notes)
      }
    },
  }
}

/** The objects of a list; a provider's reply may be anything. */
function listOf<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? (value as unknown[]).filter((one): one is T & object => isObject(one)) : []
}

function isObject<T extends object>(value: unknown): value is T {
  return typeof value === 'object' && value !== null
}

function toReason(reason: string): FinishReason {
  switch (reason) {
    case 'stop':
    case 'length':
      return reason
    case 'tool_calls':
    case 'function_call':
      return 'tool-calls'
    case 'content_filter':
      return 'content-filter'
    default:
      return 'other'
  }
}

function toUsage(raw: Record<string, unknown>): Usage {
  const details = raw['prompt_tokens_details'] as Record<string, unknown> | null | undefined
  const output = raw['completion_tokens_details'] as Record<string, unknown> | null | undefined
  return {
    inputTokens: toCount(raw['prompt_tokens']),
    outputTokens: toCount(raw['completion_tokens']),
    // DeepSeek names its cache hits at the top level.
    cacheReadTokens: toCount(details?.['cached_tokens']) ?? toCount(raw['prompt_cache_hit_tokens']),
    reasoningTokens: toCount(output?.['reasoning_tokens']),
    raw,
  }
}

function toCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
}
