import { parseObject } from '../open-log-entry.ts'
import { isContextError } from './is-context-error.ts'
import { ProviderFailed, typeOf, type LitellmError } from './litellm-error.ts'
import type { Json, LitellmUsage, LitellmVendor } from './litellm-vendor.ts'
import { cutText, jsonProblem } from './openai-vendor.ts'
import { toPython, toPythonBytes, toPythonJson, toPythonSeconds } from './python-text.ts'
import { readEvents } from './read-events.ts'
import { toAnthropicRequest } from './to-anthropic-request.ts'

/** `anthropic/…`: translated to messages and back; an error's whole body stands in its message. */
export const anthropicVendor: LitellmVendor = {
  chatPath: '/v1/messages',
  toLimits: (headers) =>
    Object.fromEntries(
      ['requests', 'tokens'].flatMap((what) =>
        ['limit', 'remaining'].flatMap((which) => {
          const value = headers[`anthropic-ratelimit-${what}-${which}`]
          return value === undefined ? [] : [[`x-ratelimit-${which}-${what}`, value]]
        }),
      ),
    ),
  toRequest: toAnthropicRequest,
  toCompletion: (body) => {
    if (body['error'] != null) throw new ProviderFailed(lost(toPython(body['error'])))
    if (body['usage'] == null) throw new ProviderFailed(noUsage)
    const blocks = body['content'] as Json[]
    const text = blocks.map(({ text: part = '' }) => part).join('')
    const calls = blocks
      .filter(({ type }) => type === 'tool_use')
      .map(({ id, name, input }, index) => ({
        index,
        id,
        type: 'function',
        function: { name, arguments: toPythonJson(input) },
      }))
    return {
      id: undefined,
      fields: {},
      choices: [
        {
          finish_reason: toFinish(body['stop_reason']),
          index: 0,
          message: {
            role: 'assistant',
            content: text === '' ? null : text,
            ...(calls.length > 0 && { tool_calls: calls }),
            provider_specific_fields: { citations: null, thinking_blocks: null },
          },
        },
      ],
      usage: { ...toUsage(body['usage'] as AnthropicUsage), service_tier: 'standard' },
    }
  },
  readSteps: async function* (frames) {
    let usage: AnthropicUsage | undefined
    let tool = -1
    for await (const data of readEvents(frames)) {
      const event = parseObject(data)
      // It waits for the rest of a broken event and takes all that follows for it.
      if (event === undefined) break
      const { type } = event
      if (type === 'error')
        throw new ProviderFailed({
          status: 500,
          type: typeOf(500),
          message: `litellm.InternalServerError: AnthropicError - ${String((event['error'] as Json)['message'])}`,
        })
      if (type === 'message_start') usage = (event['message'] as Json)['usage'] as AnthropicUsage | undefined
      const block = event['content_block'] as Json | undefined
      if (block?.['type'] === 'tool_use')
        yield {
          delta: {
            content: '',
            tool_calls: [
              {
                index: ++tool,
                id: block['id'],
                type: 'function',
                function: { name: block['name'], arguments: '' },
              },
            ],
          },
        }
      const delta = event['delta'] as Json | undefined
      if (delta?.['type'] === 'text_delta') yield { delta: { content: delta['text'] } }
      if (delta?.['type'] === 'input_json_delta')
        yield {
          delta: {
            content: '',
            tool_calls: [{ index: tool, type: 'function', function: { arguments: delta['partial_json'] } }],
          },
        }
      if (type === 'message_delta') {
        const told = event['usage'] as AnthropicUsage | undefined
        if (told !== undefined) yield { usage: toUsage({ ...usage, ...told }) }
        yield { delta: {}, finish: toFinish(delta?.['stop_reason']) }
      }
    }
  },
  wrapError: (status, body, { isStream, ownSeconds }) => {
    const text = isStream ? toPythonBytes(body) : body
    const bad = body.includes('prompt is too long') || isContextError(text)
    if (bad) return wrap(400, `ContextWindowExceededError: litellm.BadRequestError: AnthropicError - ${text}`)
    if (body.includes('overloaded_error') || body.includes('Overloaded'))
      return wrap(500, `InternalServerError: AnthropicError - ${text}`)
    const { as = status, form = (told: string): string => `BadRequestError: AnthropicException - ${told}` } =
      errors[status] ?? {}
    return wrap(as, form(text, toPythonSeconds(ownSeconds)))
  },
  wrapUnreadable: (body) => lost(`Unable to get json response - ${jsonProblem(body)}, Original Response: ${body}`),
  wrapReset: () =>
    wrap(
      500,
      'InternalServerError: AnthropicException - [Errno 104] Connection reset by peer. Handle with `litellm.InternalServerError`.',
    ),
  wrapTimeout: (seconds, { isStream, ownSeconds }) =>
    wrap(
      408,
      `Timeout: ${isStream ? '' : 'AnthropicException - litellm.Timeout: '}Connection timed out. Timeout passed=${seconds.toFixed(1)}, time taken=${seconds.toFixed(3)} seconds${deployment(toPythonSeconds(ownSeconds))}`,
    ),
  wrapCut: () => ({ ...lost(cutText), type: null }),
}

const deployment = (timeout: string): string => `\n\nDeployment Info: request_timeout: None\ntimeout: ${timeout}`

const plain =
  (name: string) =>
  (text: string): string =>
    `${name}: AnthropicException - ${text}`

const errors: Readonly<
  Record<number, { readonly as?: number; readonly form?: (text: string, timeout: string) => string }>
> = {
  401: { form: plain('AuthenticationError') },
  402: { form: plain('PaymentRequiredError') },
  403: { form: plain('PermissionDeniedError') },
  404: { form: plain('NotFoundError') },
  408: { form: (text, timeout) => plain('Timeout')(text) + deployment(timeout) },
  413: { as: 400 },
  429: { form: plain('RateLimitError') },
  500: { form: (text) => `${plain('InternalServerError')(text)}. Handle with \`litellm.InternalServerError\`.` },
  502: { form: (text) => `BadGatewayError: AnthropicException BadGatewayError - ${text}` },
  503: {
    form: (text) => `${plain('ServiceUnavailableError')(text)}. Handle with \`litellm.ServiceUnavailableError\`.`,
  },
  504: { form: (text, timeout) => `Timeout: AnthropicException Timeout - ${text}${deployment(timeout)}` },
}

function wrap(status: number, text: string): LitellmError {
  return { status, type: typeOf(status), message: `litellm.${text}` }
}

function lost(text: string): LitellmError {
  return wrap(500, `APIConnectionError: AnthropicException - ${text}`)
}

const noUsage: LitellmError = { ...wrap(500, "APIConnectionError: 'usage'"), isFinal: true }

interface AnthropicUsage {
  readonly input_tokens?: number | undefined
  readonly cache_creation_input_tokens?: number | undefined
  readonly cache_read_input_tokens?: number | undefined
  readonly output_tokens?: number | undefined
}

function toUsage({
  input_tokens = 0,
  cache_creation_input_tokens: written = 0,
  cache_read_input_tokens: read = 0,
  output_tokens: output = 0,
}: AnthropicUsage): LitellmUsage {
  const prompt = input_tokens + written + read
  return {
    completion_tokens: output,
    prompt_tokens: prompt,
    total_tokens: prompt + output,
    completion_tokens_details: { reasoning_tokens: 0, text_tokens: output },
    prompt_tokens_details: {
      cache_write_tokens: written,
      cached_tokens: read,
      text_tokens: input_tokens,
      cache_creation_tokens: written,
    },
    cache_creation_input_tokens: written,
    cache_read_input_tokens: read,
  }
}

function toFinish(reason: unknown): string {
  if (reason === 'max_tokens') return 'length'
  if (reason === 'tool_use') return 'tool_calls'
  return reason === 'refusal' ? 'content_filter' : 'stop'
}
