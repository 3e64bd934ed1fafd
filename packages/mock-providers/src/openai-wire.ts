import { halves } from './halves.ts'
import type { PreparedReply, Wire } from './wire.ts'

/** OpenAI chat completions. */
export const openaiWire: Wire = {
  requestIdHeader: 'x-request-id',
  malformedFrame: 'data: {"id": "chatcmpl-br\n\n',
  commentFrame: ': keep-alive\n\n',
  toBody: (reply) => ({
    id: reply.id,
    object: 'chat.completion',
    created: reply.createdSeconds,
    model: reply.model,
    system_fingerprint: 'fp_mock',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: reply.toolCalls.length > 0 && reply.text === '' ? null : reply.text,
          refusal: null,
          ...(reply.toolCalls.length > 0 && {
            tool_calls: reply.toolCalls.map(({ id, name, argumentsJson }) => ({
              id,
              type: 'function',
              function: { name, arguments: argumentsJson },
            })),
          }),
        },
        logprobs:
          reply.logprobs === undefined
            ? null
            : { content: reply.tokens.map((token, index) => toLogprob(token, reply.logprobs?.[index])), refusal: null },
        finish_reason: reply.finish,
      },
    ],
    usage: toUsage(reply),
  }),
  toFrames: (reply) => {
    const usageField = reply.sendsUsage ? { usage: null } : {}
    const chunk = (delta: unknown, finish: string | null, logprobs: unknown = null): string =>
      frame({ ...envelope(reply), choices: [{ index: 0, delta, logprobs, finish_reason: finish }], ...usageField })
    const toolFrames = reply.toolCalls.flatMap(({ id, name, argumentsJson }, index) => [
      chunk({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }, null),
      ...halves(argumentsJson).map((part) => chunk({ tool_calls: [{ index, function: { arguments: part } }] }, null)),
    ])
    return {
      opening: [chunk({ role: 'assistant', content: '', refusal: null }, null)],
      content: [
        ...reply.tokens.map((token, index) =>
          chunk(
            { content: token },
            null,
            reply.logprobs === undefined ? null : { content: [toLogprob(token, reply.logprobs[index])], refusal: null },
          ),
        ),
        ...toolFrames,
      ],
      closing: [chunk({}, reply.finish)],
      usage: reply.sendsUsage ? [frame({ ...envelope(reply), choices: [], usage: toUsage(reply) })] : [],
      terminal: ['data: [DONE]\n\n'],
    }
  },
  toError: (status, { code, type, message }) => ({
    error: {
      message: message ?? messages[status] ?? 'The server had an error while processing your request.',
      type: type ?? types[status] ?? 'server_error',
      param: null,
      code: code ?? codes[status] ?? null,
    },
  }),
  toErrorFrame: (status, message) =>
    frame({ error: { message, type: types[status] ?? 'server_error', param: null, code: status } }),
  limitHeaders: () => ({
    'x-ratelimit-limit-requests': '10000',
    'x-ratelimit-limit-tokens': '2000000',
    'x-ratelimit-remaining-requests': '9999',
    'x-ratelimit-remaining-tokens': '1999000',
    'x-ratelimit-reset-requests': '6ms',
    'x-ratelimit-reset-tokens': '30ms',
    'openai-processing-ms': '1',
  }),
}

const types: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'invalid_request_error',
  403: 'invalid_request_error',
  404: 'invalid_request_error',
  429: 'requests',
}

const codes: Readonly<Record<number, string>> = {
  401: 'invalid_api_key',
  404: 'model_not_found',
  429: 'rate_limit_exceeded',
}

const messages: Readonly<Record<number, string>> = {
  401: 'Incorrect API key provided.',
  404: 'The model does not exist or you do not have access to it.',
  429: 'Rate limit reached for requests.',
  503: 'The engine is currently overloaded, please try again later.',
}

function envelope(reply: PreparedReply): Record<string, unknown> {
  return {
    id: reply.id,
    object: 'chat.completion.chunk',
    created: reply.createdSeconds,
    model: reply.model,
    system_fingerprint: 'fp_mock',
  }
}

function toUsage({ usage }: PreparedReply): unknown {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    prompt_tokens_details: { cached_tokens: usage.cacheReadTokens ?? 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoningTokens ?? 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}

export function toLogprob(token: string, logprob = -0.05): unknown {
  return { token, logprob, bytes: [...new TextEncoder().encode(token)], top_logprobs: [] }
}

function frame(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`
}
