import { halves } from './halves.ts'
import type { PreparedReply, Wire } from './wire.ts'

/** Anthropic messages. Its `input_tokens` leaves cached tokens out; they stand beside it. */
export const anthropicWire: Wire = {
  requestIdHeader: 'request-id',
  malformedFrame: 'event: content_block_delta\ndata: {"type": "content_bl\n\n',
  commentFrame: 'event: ping\ndata: {"type": "ping"}\n\n',
  toBody: (reply) => ({
    id: reply.id,
    type: 'message',
    role: 'assistant',
    model: reply.model,
    content: [
      ...(reply.text === '' ? [] : [{ type: 'text', text: reply.text }]),
      ...reply.toolCalls.map(({ id, name, argumentsJson }) => ({
        type: 'tool_use',
        id,
        name,
        input: toInput(argumentsJson),
      })),
    ],
    stop_reason: stopReasons[reply.finish],
    stop_sequence: null,
    usage: toUsage(reply, reply.usage.outputTokens),
  }),
  toFrames: (reply) => {
    let index = 0
    const content: string[] = []
    if (reply.tokens.length > 0) {
      content.push(
        ...reply.tokens.map((token, place) => {
          const start =
            place === 0 ? frame('content_block_start', { index, content_block: { type: 'text', text: '' } }) : ''
          return start + frame('content_block_delta', { index, delta: { type: 'text_delta', text: token } })
        }),
      )
      content[content.length - 1] += frame('content_block_stop', { index })
      index++
    }
    for (const { id, name, argumentsJson } of reply.toolCalls) {
      content.push(
        frame('content_block_start', { index, content_block: { type: 'tool_use', id, name, input: {} } }),
        ...halves(argumentsJson).map((part) =>
          frame('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json: part } }),
        ),
        frame('content_block_stop', { index }),
      )
      index++
    }
    const message = {
      id: reply.id,
      type: 'message',
      role: 'assistant',
      model: reply.model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: reply.sendsUsage ? toUsage(reply, 1) : undefined,
    }
    return {
      opening: [frame('message_start', { message }), frame('ping', {})],
      content,
      closing: [],
      usage: [
        frame('message_delta', {
          delta: { stop_reason: stopReasons[reply.finish], stop_sequence: null },
          usage: reply.sendsUsage ? { output_tokens: reply.usage.outputTokens } : undefined,
        }),
      ],
      terminal: [frame('message_stop', {})],
    }
  },
  toError: (status, { type, message, code }, requestId) => ({
    type: 'error',
    error: {
      type: type ?? code ?? types[status] ?? 'api_error',
      message: message ?? messages[status] ?? 'Internal server error',
    },
    request_id: requestId,
  }),
  toErrorFrame: (status, message) =>
    `event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: types[status] ?? 'api_error', message } })}\n\n`,
  limitHeaders: () => ({
    'anthropic-ratelimit-requests-limit': '4000',
    'anthropic-ratelimit-requests-remaining': '3999',
    'anthropic-ratelimit-tokens-limit': '2000000',
    'anthropic-ratelimit-tokens-remaining': '1999000',
  }),
}

const stopReasons: Readonly<Record<string, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  tool_calls: 'tool_use',
  content_filter: 'refusal',
}

const types: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  504: 'timeout_error',
  529: 'overloaded_error',
}

const messages: Readonly<Record<number, string>> = {
  401: 'invalid x-api-key',
  404: 'model not found',
  429: 'This request would exceed your rate limit.',
  529: 'Overloaded',
}

function toUsage({ usage }: PreparedReply, outputTokens: number): unknown {
  const cached = usage.cacheReadTokens ?? 0
  return {
    input_tokens: usage.inputTokens - cached,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cached,
    output_tokens: outputTokens,
    service_tier: 'standard',
  }
}

function toInput(argumentsJson: string): unknown {
  try {
    return JSON.parse(argumentsJson === '' ? '{}' : argumentsJson)
  } catch {
    return { raw: argumentsJson }
  }
}

function frame(type: string, data: Record<string, unknown>): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`
}
