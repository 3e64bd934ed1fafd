import type { FinishReason, Usage } from '@signalbox/core'
import type { Carrier } from '../call/carrier.ts'
import { UpstreamError } from '../call/upstream-error.ts'
import { failedFinishes } from './failed-finishes.ts'
import { toInBandError } from './in-band-error.ts'
import { countOf, isObject, type Json, listOf, objectOf, textOf } from './json-shapes.ts'
import { fromOpenaiLogprobs } from './openai-logprobs.ts'
import { parseFrame } from './parse-json.ts'
import type { ReplyEvent } from './reply-event.ts'
import type { ReplyEvents } from './reply-events.ts'

/** Reads OpenAI chat completions: a stream of chunks, or one whole body. Choice 0 counts. */
export function openOpenaiChatEvents(carrier?: Carrier): ReplyEvents {
  const tools = createToolReader()
  let served: string | undefined
  let isOpen = false
  let isEnded = false

  const start = (id: string | undefined, model: string | undefined): readonly ReplyEvent[] => {
    // Every chunk says them again, and some providers' first one names no model yet.
    if (isOpen && (model === undefined || model === served)) return []
    isOpen = true
    served = model
    return [{ kind: 'start', id, model }]
  }
  const end = (finish: string): readonly ReplyEvent[] => {
    isEnded = true
    const code = failedFinishes.get(finish)
    if (code !== undefined) return [{ kind: 'error', error: new UpstreamError(`finish_reason ${finish}`, { code }) }]
    return [{ kind: 'end', finish: { reason: toReason(finish), raw: finish } }]
  }
  const readBody = (body: Json): readonly ReplyEvent[] => {
    const error = toInBandError(body, undefined, undefined, carrier)
    if (error !== undefined) {
      isEnded = true
      return [{ kind: 'error', error }]
    }
    const choice = listOf(body['choices']).find(({ index }) => (index ?? 0) === 0) ?? {}
    const message = objectOf(choice['delta'] ?? choice['message'])
    const finish = textOf(choice['finish_reason'])
    return [
      ...start(textOf(body['id']), textOf(body['model'])),
      ...readReasoning(message),
      ...readText(message, fromOpenaiLogprobs(objectOf(choice['logprobs'])['content'])),
      ...tools.read(message['tool_calls']),
      // What calls were before there could be several.
      ...(isObject(message['function_call']) ? tools.read([{ index: 0, function: message['function_call'] }]) : []),
      ...(isObject(body['usage']) ? [{ kind: 'usage' as const, usage: toUsage(body['usage']) }] : []),
      ...(finish === undefined ? [] : [...tools.end(), ...end(finish)]),
    ]
  }
  return {
    read: (part) => {
      if (part.kind === 'body') return isObject(part.body) ? readBody(part.body) : []
      return part.events.flatMap(({ data }) => {
        if (data === '[DONE]')
          return isEnded ? [] : [{ kind: 'end' as const, finish: { reason: 'interrupted' as const, raw: data } }]
        const body = parseFrame<Json>(data)
        return body === undefined ? [] : readBody(body)
      })
    },
  }
}

/** DeepSeek and many after it say `reasoning_content`, OpenRouter, Groq and vLLM `reasoning`. */
function readReasoning(message: Json): readonly ReplyEvent[] {
  const reasoning = message['reasoning_content'] || message['reasoning']
  if (!reasoning) return []
  return [typeof reasoning === 'string' ? { kind: 'reasoning', text: reasoning } : { kind: 'other' }]
}

function readText(message: Json, logprobs: ReturnType<typeof fromOpenaiLogprobs>): readonly ReplyEvent[] {
  const { content, refusal } = message
  const events: ReplyEvent[] = []
  const text = typeof content === 'string' ? content : ''
  if (text !== '' || logprobs !== undefined) events.push({ kind: 'text', text, logprobs })
  if (content && typeof content !== 'string') events.push(...readParts(content))
  if (typeof refusal === 'string' && refusal !== '') events.push({ kind: 'refusal', text: refusal })
  return events
}

/** Mistral's reasoning models answer in a list of parts. What is no text is content all the same: an unknown part is forwarded, not swallowed. */
function readParts(content: unknown): readonly ReplyEvent[] {
  if (!Array.isArray(content)) return [{ kind: 'other' }]
  return listOf(content).flatMap((part): readonly ReplyEvent[] => {
    const text = textOf(part['text'])
    if (part['type'] === 'text' && text !== undefined) return [{ kind: 'text', text }]
    const thinking = listOf(part['thinking']).map((piece) => textOf(piece['text']) ?? '')
    return part['type'] === 'thinking' ? [{ kind: 'reasoning', text: thinking.join('') }] : [{ kind: 'other' }]
  })
}

interface ToolCall {
  readonly index: number
  id: string
  name: string
  isStarted: boolean
}

/** Calls come in pieces, told apart by their index, or by their id or place where they have none, and end with the reply. */
function createToolReader(): {
  readonly read: (calls: unknown) => readonly ReplyEvent[]
  readonly end: () => readonly ReplyEvent[]
} {
  const open = new Map<unknown, ToolCall>()
  const keys = new Map<string, unknown>()
  let count = 0
  // A name may come in pieces too: it is whole when the arguments begin.
  const start = (call: ToolCall): readonly ReplyEvent[] => {
    if (call.isStarted) return []
    call.isStarted = true
    return [{ kind: 'tool-start', index: call.index, id: call.id, name: call.name }]
  }
  return {
    read: (calls) =>
      listOf(calls).flatMap((piece, place): readonly ReplyEvent[] => {
        const id = textOf(piece['id']) ?? ''
        const said = objectOf(piece['function'])
        const name = textOf(said['name']) ?? ''
        const key = piece['index'] ?? keys.get(id) ?? place
        const known = open.get(key)
        // Gemini gives every call the same index: another id, with a name, is another call.
        const isOther = known !== undefined && known.id !== '' && id !== '' && id !== known.id && name !== ''
        const ended: readonly ReplyEvent[] = isOther ? [...start(known), { kind: 'tool-end', index: known.index }] : []
        const call = known === undefined || isOther ? { index: count++, id: '', name: '', isStarted: false } : known
        open.set(key, call)
        if (!call.isStarted) {
          call.id ||= id
          call.name += name
          if (call.id !== '') keys.set(call.id, key)
        }
        const argumentsJson = isObject(said['arguments'])
          ? JSON.stringify(said['arguments'])
          : textOf(said['arguments'])
        if (argumentsJson === undefined) return [...ended, { kind: 'other' }]
        return [...ended, ...start(call), { kind: 'tool-delta', index: call.index, argumentsJson }]
      }),
    end: () => {
      const calls = [...open.values()]
      open.clear()
      return calls.flatMap((call): readonly ReplyEvent[] => [...start(call), { kind: 'tool-end', index: call.index }])
    },
  }
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

function toUsage(raw: Json): Usage {
  return {
    inputTokens: countOf(raw['prompt_tokens']),
    outputTokens: countOf(raw['completion_tokens']),
    // DeepSeek names its cache hits at the top level.
    cacheReadTokens:
      countOf(objectOf(raw['prompt_tokens_details'])['cached_tokens']) ?? countOf(raw['prompt_cache_hit_tokens']),
    reasoningTokens: countOf(objectOf(raw['completion_tokens_details'])['reasoning_tokens']),
    raw,
  }
}
