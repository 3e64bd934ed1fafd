import type { FinishReason, Notes, PartReader, Usage } from '@signalbox/core'
import type { HttpPart } from './http-part.ts'
import { toInBandError } from './in-band-error.ts'
import { parseFrame } from './parse-json.ts'

type Json = Readonly<Record<string, unknown>>

/** Reads Anthropic messages: named events, or one whole body. `input_tokens` leaves cached tokens out there; usage here includes them. */
export function openAnthropicReader(): PartReader<HttpPart> {
  const tools = new Map<unknown, { readonly name: string; argumentsJson: string }>()
  let counts: Json = {}
  let stop: string | undefined
  const addUsage = (usage: unknown, notes: Notes): void => {
    if (typeof usage !== 'object' || usage === null) return
    // message_start has the input, message_delta the output: cumulative, so a later field replaces an earlier one.
    counts = {
      ...counts,
      ...Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== null && value !== undefined)),
    }
    notes.usage(toUsage(counts))
  }
  const readBlock = (block: Json, notes: Notes): void => {
    if (block['type'] === 'text' && typeof block['text'] === 'string' && block['text'] !== '')
      notes.content(block['text'])
    if (block['type'] === 'tool_use') notes.toolCall(String(block['name']), JSON.stringify(block['input'] ?? {}))
    if (block['type'] === 'thinking') notes.content()
  }
  const readEvent = (event: Json, notes: Notes): void => {
    switch (event['type']) {
      case 'message_start': {
        const message = (event['message'] ?? {}) as Json
        if (typeof message['model'] === 'string') notes.servedModel(message['model'])
        return addUsage(message['usage'], notes)
      }
      case 'content_block_start': {
        const block = (event['content_block'] ?? {}) as Json
        if (block['type'] !== 'tool_use') return
        tools.set(event['index'], { name: String(block['name']), argumentsJson: '' })
        return notes.content()
      }
      case 'content_block_delta': {
        const delta = (event['delta'] ?? {}) as Json
        if (typeof delta['text'] === 'string') return delta['text'] === '' ? undefined : notes.content(delta['text'])
        const tool = tools.get(event['index'])
        if (tool !== undefined && typeof delta['partial_json'] === 'string') tool.argumentsJson += delta['partial_json']
        return notes.content()
      }
      case 'content_block_stop': {
        const tool = tools.get(event['index'])
        tools.delete(event['index'])
        return tool && notes.toolCall(tool.name, tool.argumentsJson === '' ? '{}' : tool.argumentsJson)
      }
      case 'message_delta': {
        const reason = ((event['delta'] ?? {}) as Json)['stop_reason']
        if (typeof reason === 'string') stop = reason
        return addUsage(event['usage'], notes)
      }
      case 'message_stop':
        return notes.end({ reason: toReason(stop), raw: stop })
      case 'error':
        return notes.failed(toInBandError(event) ?? new Error('error event'))
    }
  }
  return {
    read: (part, notes) => {
      if (part.kind === 'events') {
        for (const { data } of part.events) {
          const event = parseFrame<Json>(data)
          if (event !== undefined) readEvent(event, notes)
        }
        return
      }
      if (typeof part.body !== 'object' || part.body === null) return
      const body = part.body as Json
      const error = toInBandError(body)
      if (error !== undefined) return notes.failed(error)
      if (typeof body['model'] === 'string') notes.servedModel(body['model'])
      if (Array.isArray(body['content']))
        for (const block of body['content'] as (Json | null)[]) if (block !== null) readBlock(block, notes)
      addUsage(body['usage'], notes)
      if (typeof body['stop_reason'] === 'string')
        notes.end({ reason: toReason(body['stop_reason']), raw: body['stop_reason'] })
    },
  }
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
  const count = (key: string): number | undefined => {
    const value = counts[key]
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
  }
  const input = count('input_tokens')
  const cacheReadTokens = count('cache_read_input_tokens')
  const cacheWriteTokens = count('cache_creation_input_tokens')
  return {
    inputTokens: input === undefined ? undefined : input + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0),
    outputTokens: count('output_tokens'),
    cacheReadTokens,
    cacheWriteTokens,
    raw: counts,
  }
}
