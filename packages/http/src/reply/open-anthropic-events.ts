import type { FinishReason, Usage } from '@signalbox/core'
import type { Carrier } from '../call/carrier.ts'
import { toInBandError } from './in-band-error.ts'
import { countOf, isObject, type Json, listOf, objectOf, textOf } from './json-shapes.ts'
import { parseFrame } from './parse-json.ts'
import type { ReplyEvent } from './reply-event.ts'
import type { ReplyEvents } from './reply-events.ts'

interface ToolBlock {
  readonly index: number
  readonly input: unknown
  hasInput: boolean
}

/** Reads Anthropic messages: named events, or one whole body. `input_tokens` leaves cached tokens out there; usage here includes them. */
export function openAnthropicEvents(carrier?: Carrier): ReplyEvents {
  const tools = new Map<unknown, ToolBlock>()
  let calls = 0
  let counts: Json = {}
  let ending: Json = {}

  const readUsage = (usage: unknown): readonly ReplyEvent[] => {
    if (!isObject(usage)) return []
    // message_start has the input, message_delta the output: cumulative, so a later field replaces an earlier one.
    const said = Object.entries(usage).filter(([, value]) => value !== null && value !== undefined)
    counts = { ...counts, ...Object.fromEntries(said) }
    return [{ kind: 'usage', usage: toUsage(counts) }]
  }
  const readBlock = (block: Json): readonly ReplyEvent[] => {
    switch (block['type']) {
      case 'text':
        return toText(block['text'])
      case 'thinking':
        return [{ kind: 'reasoning', text: textOf(block['thinking']) ?? '' }]
      case 'tool_use': {
        const index = calls++
        return [
          toStart(index, block),
          { kind: 'tool-delta', index, argumentsJson: JSON.stringify(block['input'] ?? {}) },
          { kind: 'tool-end', index },
        ]
      }
      default:
        return []
    }
  }
  const readDelta = (delta: Json, tool: ToolBlock | undefined): readonly ReplyEvent[] => {
    if (typeof delta['text'] === 'string') return toText(delta['text'])
    if (typeof delta['thinking'] === 'string') return [{ kind: 'reasoning', text: delta['thinking'] }]
    const argumentsJson = textOf(delta['partial_json'])
    if (tool === undefined || argumentsJson === undefined) return [{ kind: 'other' }]
    tool.hasInput = true
    return [{ kind: 'tool-delta', index: tool.index, argumentsJson }]
  }
  const endTool = ({ index, input, hasInput }: ToolBlock): readonly ReplyEvent[] => {
    // A call without arguments streams none of them.
    const argumentsJson = JSON.stringify(input ?? {})
    return [...(hasInput ? [] : [{ kind: 'tool-delta' as const, index, argumentsJson }]), { kind: 'tool-end', index }]
  }
  const readEvent = (event: Json): readonly ReplyEvent[] => {
    switch (event['type']) {
      case 'message_start': {
        const message = objectOf(event['message'])
        return [...toOpening(message), ...readUsage(message['usage'])]
      }
      case 'content_block_start': {
        const block = objectOf(event['content_block'])
        if (block['type'] !== 'tool_use') return []
        const tool = { index: calls++, input: block['input'], hasInput: false }
        tools.set(event['index'], tool)
        return [toStart(tool.index, block)]
      }
      case 'content_block_delta':
        return readDelta(objectOf(event['delta']), tools.get(event['index']))
      case 'content_block_stop': {
        const tool = tools.get(event['index'])
        tools.delete(event['index'])
        return tool === undefined ? [] : endTool(tool)
      }
      case 'message_delta':
        if (textOf(objectOf(event['delta'])['stop_reason']) !== undefined) ending = objectOf(event['delta'])
        return readUsage(event['usage'])
      case 'message_stop':
        return [toEnd(ending)]
      case 'error':
        return [
          { kind: 'error', error: toInBandError(event, undefined, undefined, carrier) ?? new Error('error event') },
        ]
      default:
        return []
    }
  }
  const readBody = (body: Json): readonly ReplyEvent[] => {
    const error = toInBandError(body, undefined, undefined, carrier)
    if (error !== undefined) return [{ kind: 'error', error }]
    return [
      ...toOpening(body),
      ...listOf(body['content']).flatMap(readBlock),
      ...readUsage(body['usage']),
      ...(textOf(body['stop_reason']) === undefined ? [] : [toEnd(body)]),
    ]
  }
  return {
    read: (part) => {
      if (part.kind === 'body') return isObject(part.body) ? readBody(part.body) : []
      return part.events.flatMap(({ data }) => {
        const event = parseFrame<Json>(data)
        return event === undefined ? [] : readEvent(event)
      })
    },
  }
}

function toOpening(message: Json): readonly ReplyEvent[] {
  const id = textOf(message['id'])
  const model = textOf(message['model'])
  return id === undefined && model === undefined ? [] : [{ kind: 'start', id, model }]
}

function toText(value: unknown): readonly ReplyEvent[] {
  const text = textOf(value)
  return text === undefined ? [] : [{ kind: 'text', text }]
}

function toStart(index: number, block: Json): ReplyEvent {
  return { kind: 'tool-start', index, id: textOf(block['id']) ?? '', name: textOf(block['name']) ?? '' }
}

function toEnd({ stop_reason: stop, stop_sequence: sequence }: Json): ReplyEvent {
  const raw = textOf(stop)
  return { kind: 'end', finish: { reason: toReason(raw), raw }, stopSequence: textOf(sequence) }
}

function toReason(reason: string | undefined): FinishReason {
  switch (reason) {
    case 'end_turn':
    case 'stop_sequence':
      return 'stop'
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length'
    case 'tool_use':
      return 'tool-calls'
    case 'refusal':
      return 'content-filter'
    default:
      return 'other'
  }
}

function toUsage(counts: Json): Usage {
  const input = countOf(counts['input_tokens'])
  const cacheReadTokens = countOf(counts['cache_read_input_tokens'])
  const cacheWriteTokens = countOf(counts['cache_creation_input_tokens'])
  return {
    inputTokens: input === undefined ? undefined : input + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0),
    outputTokens: countOf(counts['output_tokens']),
    cacheReadTokens,
    cacheWriteTokens,
    raw: counts,
  }
}
