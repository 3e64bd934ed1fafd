import type { FinishReason, Notes, PartReader, Usage } from '@signalbox/core'
import type { HttpPart } from './http-part.ts'
import { toInBandError } from './in-band-error.ts'
import { parseFrame } from './parse-json.ts'

type Json = Readonly<Record<string, unknown>>

/** Reads OpenAI responses: named events, the last of which holds the whole reply again, or one whole body. */
export function openOpenaiResponsesReader(): PartReader<HttpPart> {
  let hasCalls = false
  const readCall = (item: Json, notes: Notes): void => {
    hasCalls = true
    notes.toolCall(textOf(item['name']), textOf(item['arguments']))
  }
  /** What a reply says of itself: model, usage, and how it ended. */
  const readResponse = (response: Json, notes: Notes): void => {
    if (typeof response['model'] === 'string' && response['model'] !== '') notes.servedModel(response['model'])
    if (isObject(response['usage'])) notes.usage(toUsage(response['usage']))
    const { status } = response
    if (status === 'failed') return notes.failed(toInBandError(response) ?? new Error('the response failed'))
    if (status === 'completed') notes.end({ reason: hasCalls ? 'tool-calls' : 'stop', raw: status })
    if (status === 'incomplete') notes.end({ reason: toReason(response['incomplete_details']), raw: status })
    if (status === 'cancelled') notes.end({ reason: 'interrupted', raw: status })
  }
  const readBody = (body: Json, notes: Notes): void => {
    const error = body['status'] === 'failed' ? undefined : toInBandError(body)
    if (error !== undefined) return notes.failed(error)
    for (const item of listOf(body['output'])) {
      if (item['type'] === 'function_call') readCall(item, notes)
      else if (item['type'] === 'message') {
        for (const part of listOf(item['content'])) {
          const text = textOf(part['text'] ?? part['refusal'])
          if (text !== '') notes.content(text)
          notes.logprobs(logprobsOf(part['logprobs']))
        }
      } else notes.content()
    }
    readResponse(body, notes)
  }
  const readEvent = (event: Json, notes: Notes): void => {
    switch (event['type']) {
      case 'response.output_text.delta':
      case 'response.refusal.delta':
        notes.logprobs(logprobsOf(event['logprobs']))
        return textOf(event['delta']) === '' ? undefined : notes.content(textOf(event['delta']))
      case 'response.output_item.added': {
        // A call, or reasoning, shows that the model is at work; an empty message does not.
        const item = isObject(event['item']) ? event['item'] : {}
        return item['type'] === 'message' ? undefined : notes.content()
      }
      case 'response.output_item.done': {
        const item = isObject(event['item']) ? event['item'] : {}
        return item['type'] === 'function_call' ? readCall(item, notes) : undefined
      }
      case 'response.created':
      case 'response.in_progress':
      case 'response.queued':
      case 'response.content_part.added':
      case 'response.content_part.done':
      case 'response.output_text.done':
      case 'response.refusal.done':
      case 'keepalive':
        return
      case 'response.completed':
      case 'response.incomplete':
      case 'response.failed':
        return readResponse(isObject(event['response']) ? event['response'] : {}, notes)
      case 'error':
        return notes.failed(toInBandError({ error: isObject(event['error']) ? event['error'] : event }))
      default:
        // Reasoning, arguments of calls, and what other tools are doing.
        return isObject(event) && typeof event['type'] === 'string' ? notes.content() : readBody(event, notes)
    }
  }
  return {
    read: (part, notes) => {
      if (part.kind === 'body') return isObject(part.body) ? readBody(part.body, notes) : undefined
      for (const { data } of part.events) {
        const event = parseFrame<Json>(data)
        if (event !== undefined && isObject(event)) readEvent(event, notes)
      }
    },
  }
}

function toReason(details: unknown): FinishReason {
  const reason = isObject(details) ? details['reason'] : undefined
  if (reason === 'max_output_tokens') return 'length'
  return reason === 'content_filter' ? 'content-filter' : 'other'
}

function toUsage(raw: Json): Usage {
  const input = isObject(raw['input_tokens_details']) ? raw['input_tokens_details'] : {}
  const output = isObject(raw['output_tokens_details']) ? raw['output_tokens_details'] : {}
  return {
    inputTokens: toCount(raw['input_tokens']),
    outputTokens: toCount(raw['output_tokens']),
    cacheReadTokens: toCount(input['cached_tokens']),
    reasoningTokens: toCount(output['reasoning_tokens']),
    raw,
  }
}

function logprobsOf(values: unknown): readonly number[] {
  return listOf(values).flatMap(({ logprob }) => (typeof logprob === 'number' ? [logprob] : []))
}

function toCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The objects of a list; a provider's reply may be anything. */
function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as unknown[]).filter((one): one is Json => isObject(one)) : []
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
