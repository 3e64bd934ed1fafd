import { parseObject } from '../open-log-entry.ts'
import { isContextError } from './is-context-error.ts'
import { ProviderFailed, typeOf, type LitellmError } from './litellm-error.ts'
import type { Json, LitellmUsage, LitellmVendor } from './litellm-vendor.ts'
import { toPython, toPythonSeconds } from './python-text.ts'
import { readEvents } from './read-events.ts'
import { withTextTokens } from './with-text-tokens.ts'

/** `openai/…`: whoever speaks OpenAI's chat completions. */
export const openaiVendor: LitellmVendor = {
  chatPath: '/v1/chat/completions',
  toLimits: (headers) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-ratelimit-'))),
  // Its price needs the tokens: LiteLLM asks for them whether the client does or not.
  toRequest: (body) => (body['stream'] === true ? { ...body, stream_options: { include_usage: true } } : body),
  toCompletion: (body) => {
    if (body['error'] != null) throw new ProviderFailed(envelope)
    if (!Array.isArray(body['choices'])) throw new ProviderFailed(noChoices)
    const usage = body['usage'] as LitellmUsage | undefined
    return {
      id: String(body['id']),
      fields: withoutNulls({ system_fingerprint: body['system_fingerprint'] }),
      choices: (body['choices'] as Json[]).map(toChoice),
      usage: usage && { ...usage, total_tokens: usage.total_tokens ?? 0 },
    }
  },
  readSteps: async function* (frames) {
    for await (const data of readEvents(frames)) {
      if (data === '[DONE]') return
      const chunk = parseObject(data)
      if (chunk === undefined) throw new ProviderFailed(lost(jsonProblem(data)))
      const error = chunk['error'] as Json | undefined
      if (error != null) throw new ProviderFailed(lost(String(error['message'])))
      const [choice] = (chunk['choices'] ?? []) as Json[]
      const base = {
        id: String(chunk['id']),
        fields: withoutNulls({ system_fingerprint: chunk['system_fingerprint'] }),
      }
      if (chunk['usage'] != null) yield { ...base, usage: withDetails(chunk['usage'] as LitellmUsage) }
      if (choice === undefined) continue
      const reason = choice['finish_reason']
      if (reason === 'error') throw new ProviderFailed(lost(failedText))
      yield {
        ...base,
        delta: toDelta(choice['delta'] as Json),
        choice: { ...withoutNulls({ logprobs: toLogprobs(choice) }), index: choice['index'] },
        finish: typeof reason === 'string' && reason !== '' ? toFinish(reason) : undefined,
      }
    }
  },
  wrapError: (status, body, { ownSeconds }) => {
    const told = parseObject(body)
    const { message = told?.['message'] ?? body, type } = (told?.['error'] ?? {}) as Json
    const name = nameOf(status, body)
    return {
      status,
      type: name === 'BadRequestError' && typeof type === 'string' ? type : typeOf(status),
      message: `litellm.${forms[name](`OpenAIException - ${String(message)}`, toPythonSeconds(ownSeconds))}`,
    }
  },
  wrapUnreadable: (body, contentType) =>
    toServerError(
      !contentType.includes('json')
        ? `Empty or invalid response from LLM endpoint. Received: ${toPython(body)}. Check the reverse proxy or model server configuration.`
        : jsonProblem(body),
    ),
  wrapReset: () => toServerError('Connection error.'),
  wrapTimeout: (seconds, { isStream, ownSeconds }) => {
    const text = seconds.toFixed(1)
    const taken = isStream ? '' : ` - timeout value=${text}, time taken=${text} seconds`
    return {
      status: 408,
      type: typeOf(408),
      message: `litellm.Timeout: APITimeoutError - Request timed out. Error_str: Request timed out.${taken}\n\nDeployment Info: request_timeout: None\ntimeout: ${toPythonSeconds(ownSeconds)}`,
    }
  },
  wrapCut: () => lost(cutText),
}

/** What its client says of a connection that goes in mid-stream. */
export const cutText =
  "Response payload is not completed: <TransferEncodingError: 400, message='Not enough data to satisfy transfer length header.'>. ConnectionResetError(104, 'Connection reset by peer')"

/** What Python says of a text that is no JSON. Where it breaks off is a guess. */
export function jsonProblem(text: string): string {
  if (!/^[{["]/.test(text)) return 'Expecting value: line 1 column 1 (char 0)'
  const at = text.lastIndexOf('"')
  return `Unterminated string starting at: line 1 column ${at + 1} (char ${at})`
}

type ErrorName =
  | 'APIError'
  | 'AuthenticationError'
  | 'BadGatewayError'
  | 'BadRequestError'
  | 'ContentPolicyViolationError'
  | 'ContextWindowExceededError'
  | 'InternalServerError'
  | 'NotFoundError'
  | 'RateLimitError'
  | 'ServiceUnavailableError'
  | 'Timeout'

const twice =
  (name: string) =>
  (text: string): string =>
    `${name}: ${name}: ${text}`

/** Names stand before a message once, twice, or below another. */
const forms: Readonly<Record<ErrorName, (text: string, timeout: string) => string>> = {
  APIError: twice('APIError'),
  AuthenticationError: twice('AuthenticationError'),
  BadGatewayError: twice('BadGatewayError'),
  BadRequestError: (text) => `BadRequestError: ${text}`,
  ContentPolicyViolationError: (text) =>
    `BadRequestError: litellm.ContentPolicyViolationError: ContentPolicyViolationError: ${text}`,
  ContextWindowExceededError: (text) =>
    `ContextWindowExceededError: litellm.BadRequestError: ContextWindowExceededError: ${text}`,
  InternalServerError: twice('InternalServerError'),
  NotFoundError: (text) => `NotFoundError: ${text}`,
  RateLimitError: twice('RateLimitError'),
  ServiceUnavailableError: twice('ServiceUnavailableError'),
  Timeout: (text, timeout) =>
    `Timeout: Timeout Error: ${text}\n\nDeployment Info: request_timeout: None\ntimeout: ${timeout}`,
}

const names: Readonly<Record<number, ErrorName>> = {
  400: 'BadRequestError',
  401: 'AuthenticationError',
  404: 'NotFoundError',
  408: 'Timeout',
  422: 'BadRequestError',
  500: 'InternalServerError',
  502: 'BadGatewayError',
  503: 'ServiceUnavailableError',
  504: 'Timeout',
}

/** Words win over the status. */
function nameOf(status: number, body: string): ErrorName {
  if (status === 429 || /rate[\s_-]*limit/i.test(body)) return 'RateLimitError'
  if (isContextError(body)) return 'ContextWindowExceededError'
  if (body.includes('invalid_request_error')) {
    if (body.includes('model_not_found')) return 'NotFoundError'
    if (body.includes('content_policy_violation')) return 'ContentPolicyViolationError'
    if (!body.includes('Incorrect API key provided')) return 'BadRequestError'
  }
  return names[status] ?? 'APIError'
}

function toServerError(text: string): LitellmError {
  const message = `litellm.InternalServerError: InternalServerError: OpenAIException - ${text}`
  return { status: 500, type: typeOf(500), message }
}

function lost(text: string): LitellmError {
  return {
    status: 500,
    type: null,
    message: `litellm.APIConnectionError: APIConnectionError: OpenAIException - ${text}`,
  }
}

/** An error envelope inside a 200 trips its own code. */
const envelope: LitellmError = {
  status: 500,
  type: typeOf(500),
  message: "'>=' not supported between instances of 'str' and 'int'",
  isFinal: true,
}

const noChoices = toServerError(
  "litellm.APIError: LiteLLM: provider returned 'choices' that is not a list (NoneType). Raw keys: ['id', 'choices', 'created', 'model', 'object', 'moderation', 'service_tier', 'system_fingerprint', 'usage']",
)

/** It goes on with the chunk as Python prints it. */
const failedText = 'openai raised a streaming error - finish_reason: error, no content string given. Received Chunk={}'

const finishes: ReadonlySet<string> = new Set(['stop', 'length', 'tool_calls', 'content_filter', 'function_call'])

function toFinish(reason: string): string {
  return finishes.has(reason) ? reason : 'stop'
}

function toChoice(choice: Json): Json {
  const { refusal = null, tool_calls: calls, ...message } = choice['message'] as Json
  const reason = String(choice['finish_reason'])
  return {
    finish_reason: toFinish(reason),
    index: choice['index'],
    message: {
      ...message,
      ...(Array.isArray(calls) && {
        tool_calls: (calls as Json[]).map((call) => ({ ...call, id: call['id'] ?? crypto.randomUUID() })),
      }),
      provider_specific_fields: { refusal },
    },
    ...withoutNulls({ logprobs: toLogprobs(choice) }),
    provider_specific_fields: finishes.has(reason) ? {} : { native_finish_reason: reason },
  }
}

/** Each piece of a call says again that it is one. */
function toDelta(delta: Json): Json {
  const calls = delta['tool_calls'] as readonly Json[] | undefined
  return {
    ...withoutNulls(delta),
    ...(calls != null && { tool_calls: calls.map((call) => ({ ...call, type: 'function' })) }),
  }
}

function toLogprobs({ logprobs }: Json): Json | undefined {
  return logprobs == null ? undefined : withoutNulls(logprobs as Json)
}

function withDetails(usage: LitellmUsage): LitellmUsage {
  return usage['completion_tokens_details'] == null ? withTextTokens(usage) : usage
}

function withoutNulls(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null))
}
