import type { FinishReason, Usage } from '@signalbox/core'
import type { Carrier } from '../call/carrier.ts'
import { toInBandError } from './in-band-error.ts'
import { countOf, isObject, type Json, listOf, objectOf, textOf } from './json-shapes.ts'
import { fromOpenaiLogprobs } from './openai-logprobs.ts'
import { parseFrame } from './parse-json.ts'
import type { ReplyEvent } from './reply-event.ts'
import type { ReplyEvents } from './reply-events.ts'

/** Reads OpenAI responses: named events, the last of which holds the whole reply again, or one whole body. */
export function openOpenaiResponsesEvents(carrier?: Carrier): ReplyEvents {
  const calls = createCallReader()
  const toError = (body: Json): ReturnType<typeof toInBandError> => toInBandError(body, undefined, undefined, carrier)
  const readBody = (body: Json): readonly ReplyEvent[] => {
    const error = body['status'] === 'failed' ? undefined : toError(body)
    if (error !== undefined) return [{ kind: 'error', error }]
    const items = listOf(body['output']).flatMap((item): readonly ReplyEvent[] => {
      if (item['type'] === 'function_call') return calls.end({ item })
      if (item['type'] === 'message') return listOf(item['content']).flatMap(readPart)
      return item['type'] === 'reasoning' ? readReasoning(item) : [{ kind: 'other' }]
    })
    return [...start(body), ...items, ...readEnd(body, calls.count() > 0)]
  }
  const readEvent = (event: Json): readonly ReplyEvent[] => {
    switch (event['type']) {
      case 'response.created':
        return start(objectOf(event['response']))
      case 'response.output_text.delta':
        return toText(event['delta'], event['logprobs'])
      case 'response.refusal.delta':
        return toRefusal(event['delta'])
      case 'response.reasoning_text.delta':
      case 'response.reasoning_summary_text.delta':
        return [{ kind: 'reasoning', text: textOf(event['delta']) ?? '' }]
      case 'response.output_item.added': {
        // A call, or reasoning, shows that the model is at work; an empty message does not.
        const item = objectOf(event['item'])
        if (item['type'] === 'function_call') return calls.start(event)
        return item['type'] === 'message' ? [] : [{ kind: 'other' }]
      }
      case 'response.function_call_arguments.delta':
        return calls.read(event)
      case 'response.output_item.done':
        return objectOf(event['item'])['type'] === 'function_call' ? calls.end(event) : []
      case 'response.in_progress':
      case 'response.queued':
      case 'response.content_part.added':
      case 'response.content_part.done':
      case 'response.output_text.done':
      case 'response.refusal.done':
      case 'keepalive':
        return []
      case 'response.completed':
      case 'response.incomplete':
      case 'response.failed': {
        const response = objectOf(event['response'])
        return [...start(response), ...readEnd(response, calls.count() > 0)]
      }
      case 'error':
        return [{ kind: 'error', error: toError({ error: isObject(event['error']) ? event['error'] : event }) }]
      default:
        // What other tools are doing, and kinds yet to come.
        return typeof event['type'] === 'string' ? [{ kind: 'other' }] : readBody(event)
    }
  }
  return {
    read: (part) => {
      if (part.kind === 'body') return isObject(part.body) ? readBody(part.body) : []
      return part.events.flatMap(({ data }) => {
        const event = parseFrame<Json>(data)
        return isObject(event) ? readEvent(event) : []
      })
    },
  }
}

function start(response: Json): readonly ReplyEvent[] {
  const id = textOf(response['id'])
  const model = textOf(response['model'])
  return id === undefined && model === undefined ? [] : [{ kind: 'start', id, model }]
}

/** What a reply says of itself: usage, and how it ended. */
function readEnd(response: Json, hasCalls: boolean): readonly ReplyEvent[] {
  const { status } = response
  const events: ReplyEvent[] = []
  if (isObject(response['usage'])) events.push({ kind: 'usage', usage: toUsage(response['usage']) })
  if (status === 'failed')
    events.push({ kind: 'error', error: toInBandError(response) ?? new Error('the response failed') })
  const reason = toReason(response, hasCalls)
  if (reason !== undefined) events.push({ kind: 'end', finish: { reason, raw: String(status) } })
  return events
}

function readPart(part: Json): readonly ReplyEvent[] {
  return part['type'] === 'refusal' ? toRefusal(part['refusal']) : toText(part['text'], part['logprobs'])
}

function toText(value: unknown, tokens: unknown): readonly ReplyEvent[] {
  const text = textOf(value) ?? ''
  const logprobs = fromOpenaiLogprobs(tokens)
  return text === '' && logprobs === undefined ? [] : [{ kind: 'text', text, logprobs }]
}

function toRefusal(value: unknown): readonly ReplyEvent[] {
  const text = textOf(value)
  return text === undefined ? [] : [{ kind: 'refusal', text }]
}

function readReasoning(item: Json): readonly ReplyEvent[] {
  const texts = [...listOf(item['summary']), ...listOf(item['content'])].map(({ text }) => textOf(text) ?? '')
  return [{ kind: 'reasoning', text: texts.join('') }]
}

/** Calls by their place in the output, as not every server keeps to one id: start, arguments in pieces, and an end that has them whole. */
function createCallReader(): {
  readonly start: (event: Json) => readonly ReplyEvent[]
  readonly read: (event: Json) => readonly ReplyEvent[]
  readonly end: (event: Json) => readonly ReplyEvent[]
  readonly count: () => number
} {
  const open = new Map<unknown, { readonly index: number; hasArguments: boolean }>()
  let count = 0
  const start = (event: Json): readonly ReplyEvent[] => {
    const place = placeOf(event)
    if (open.has(place)) return []
    const item = objectOf(event['item'])
    const index = count++
    open.set(place, { index, hasArguments: false })
    return [{ kind: 'tool-start', index, id: textOf(item['call_id']) ?? '', name: textOf(item['name']) ?? '' }]
  }
  return {
    start,
    read: (event) => {
      const call = open.get(placeOf(event))
      const argumentsJson = textOf(event['delta'])
      if (call === undefined || argumentsJson === undefined) return [{ kind: 'other' }]
      call.hasArguments = true
      return [{ kind: 'tool-delta', index: call.index, argumentsJson }]
    },
    end: (event) => {
      const started = start(event)
      const call = open.get(placeOf(event))
      open.delete(placeOf(event))
      if (call === undefined) return started
      const argumentsJson = call.hasArguments ? undefined : textOf(objectOf(event['item'])['arguments'])
      return [
        ...started,
        ...(argumentsJson === undefined ? [] : [{ kind: 'tool-delta' as const, index: call.index, argumentsJson }]),
        { kind: 'tool-end', index: call.index },
      ]
    },
    count: () => count,
  }
}

function placeOf(event: Json): unknown {
  return event['output_index'] ?? event['item_id'] ?? objectOf(event['item'])['id']
}

function toReason({ status, incomplete_details: details }: Json, hasCalls: boolean): FinishReason | undefined {
  switch (status) {
    case 'completed':
      return hasCalls ? 'tool-calls' : 'stop'
    case 'incomplete': {
      const reason = objectOf(details)['reason']
      if (reason === 'max_output_tokens') return 'length'
      return reason === 'content_filter' ? 'content-filter' : 'other'
    }
    case 'cancelled':
      return 'interrupted'
    default:
      return undefined
  }
}

function toUsage(raw: Json): Usage {
  const input = objectOf(raw['input_tokens_details'])
  return {
    inputTokens: countOf(raw['input_tokens']),
    outputTokens: countOf(raw['output_tokens']),
    cacheReadTokens: countOf(input['cached_tokens']),
    cacheWriteTokens: countOf(input['cache_write_tokens']),
    reasoningTokens: countOf(objectOf(raw['output_tokens_details'])['reasoning_tokens']),
    raw,
  }
}
