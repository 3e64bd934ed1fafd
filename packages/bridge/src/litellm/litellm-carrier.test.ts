import { classifyFailure, type RouteRequest, type Target } from '@signalbox/core'
import type { CarriedCall } from '@signalbox/http'
import { describe, expect, it } from 'vitest'
import { createLitellmCarrier } from './litellm-carrier.ts'
import { toLitellmFacts } from './to-litellm-facts.ts'

const carrier = createLitellmCarrier()
const target: Target = { id: 't', model: 'v/m' }

function send(
  body: Readonly<Record<string, unknown>>,
  more: Partial<CarriedCall> = {},
  request: Partial<RouteRequest> = {},
) {
  return carrier.toBody(body, {
    dialect: 'openai-chat',
    target,
    alternates: [],
    fields: {},
    fieldsOf: () => ({}),
    request: { messages: [], ...request },
    decision: { requestId: 'r-1' } as CarriedCall['decision'],
    ...more,
  })
}

describe('what the proxy is sent', () => {
  it.each<[string, ReturnType<typeof send>, object]>([
    [
      'one group: its retries and fall-backs off, whatever the client says',
      send({ model: 'a', num_retries: 7, fallbacks: ['x'], disable_fallbacks: false }),
      { model: 'a', num_retries: 0, disable_fallbacks: true },
    ],
    [
      'a pool: the groups it falls back to are the plan’s',
      send(
        { model: 'a', fallbacks: ['x'] },
        { alternates: ['b', 'c'].map((as) => ({ id: as, model: `v/${as}`, as })) },
      ),
      { model: 'a', num_retries: 0, fallbacks: ['b', 'c'] },
    ],
    [
      'tags of operator, caller and request; metadata of each',
      send(
        { metadata: { tags: ['free'], user_id: 'u', team: 'theirs' } },
        { fields: { metadata: { tags: ['prod'], team: 'ours' } } },
        { tags: { feature: 'chat' } },
      ),
      { metadata: { tags: ['prod', 'free', 'feature:chat'], user_id: 'u', team: 'ours', signalbox_request_id: 'r-1' } },
    ],
    [
      'Anthropic’s own metadata stay what they are',
      send({ metadata: { user_id: 'u' } }, { dialect: 'anthropic-messages' }),
      { metadata: { user_id: 'u' }, litellm_metadata: { signalbox_request_id: 'r-1' } },
    ],
  ])('%s', (_, body, expected) => {
    const sent = JSON.parse(JSON.stringify(body)) as Record<string, unknown>
    expect(sent).toMatchObject(expected)
    expect(sent['fallbacks'] === undefined).toBe(!('fallbacks' in expected))
    expect(sent['disable_fallbacks'] === undefined).toBe('fallbacks' in expected)
  })

  it.each(['api_base', 'api_key', 'base_url', 'user_config', 'model_list', 'mock_response'])(
    'no client says where the proxy sends a call, or what comes back: %s',
    (field) => {
      expect(send({ model: 'a', [field]: 'x' })[field]).toBeUndefined()
    },
  )
})

describe('what the proxy says of a call', () => {
  it.each([
    [
      {
        'x-litellm-response-cost': '0.0000125',
        'x-litellm-model-id': 'd-1',
        'x-litellm-model-group': 'b',
        'x-litellm-call-id': 'c',
      },
      { costUsd: 0.0000125, host: 'd-1', model: 'b', callId: 'c' },
    ],
    [{ 'x-litellm-response-cost': '1.25e-05' }, { costUsd: 0.0000125 }],
    [{ 'x-litellm-response-cost': 'None' }, undefined],
    [{ 'x-litellm-response-cost': '0' }, { costUsd: 0 }],
    [{}, undefined],
  ])('%j', (headers, account) => {
    expect(carrier.readHead?.(headers as Record<string, string>)).toEqual(account)
  })

  it('a stream says it in its last chunk', () => {
    expect(carrier.readReply?.({ usage: { prompt_tokens: 1, cost: 0.5 } })).toEqual({ costUsd: 0.5 })
    expect(carrier.readReply?.({ usage: { prompt_tokens: 1 } })).toBeUndefined()
  })
})

describe('what went wrong, without its wrapping', () => {
  const told = (message: string, type: string | null, status: number) => ({
    error: { message, type, param: null, code: String(status) },
  })
  it.each<[number, string, string | null, string, RegExp]>([
    [
      429,
      'litellm.RateLimitError: RateLimitError: OpenAIException - Slow down.',
      'throttling_error',
      'rate-limit',
      /^Slow down/,
    ],
    [
      400,
      "litellm.ContextWindowExceededError: litellm.BadRequestError: ContextWindowExceededError: OpenAIException - This model's maximum context length is 8192 tokens.\nmodel=a. context_window_fallbacks=None. fallbacks=None.",
      'invalid_request_error',
      'context-length',
      /8192 tokens\.$/,
    ],
    [400, 'litellm.ContentPolicyViolationError: OpenAIException - Refused.', null, 'content-policy', /^Refused/],
    [
      400,
      "litellm.UnsupportedParamsError: openai does not support parameters: {'x': 1}",
      null,
      'unsupported',
      /does not support/,
    ],
    [
      401,
      'litellm.AuthenticationError: AuthenticationError: OpenAIException - Incorrect API key provided.',
      'authentication_error',
      'server-error',
      /turned LiteLLM itself down/,
    ],
    [
      429,
      'litellm.RateLimitError: RateLimitError: OpenAIException - You exceeded your current quota.',
      'throttling_error',
      'server-error',
      /turned LiteLLM itself down/,
    ],
    [
      529,
      'litellm.InternalServerError: AnthropicException - {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
      'internal_server_error',
      'overloaded',
      /^Overloaded$/,
    ],
    [408, 'litellm.Timeout: Timeout Error: OpenAIException - Too late.', null, 'upstream-timeout', /^Too late/],
    [
      500,
      'litellm.InternalServerError: InternalServerError: OpenAIException - Connection error.',
      'internal_server_error',
      'server-error',
      /^Connection error/,
    ],
    // Its own.
    [
      401,
      'Authentication Error, Invalid proxy server token passed. Received API Key = sk-...1234',
      'token_not_found_in_db',
      'authentication',
      /token/,
    ],
    [422, 'Budget has been exceeded! Current cost: 2.0, Max budget: 1.0', 'budget_exceeded', 'quota', /Budget/],
    [400, 'Budget has been exceeded! Current cost: 2.0, Max budget: 1.0', 'budget_exceeded', 'quota', /Budget/],
    [
      403,
      "The requested model 'x' is not available for this API key",
      'key_model_access_denied',
      'model-not-found',
      /not available/,
    ],
    [
      429,
      'No deployments available for selected model, Try again in 5 seconds.',
      'all_deployments_in_cooldown',
      'rate-limit',
      /Try again/,
    ],
    [
      400,
      '/chat/completions: Invalid model name passed in model=x.',
      'invalid_request_error',
      'invalid-request',
      /Invalid model name/,
    ],
  ])('%i %s', (status, message, type, kind, said) => {
    const facts = toLitellmFacts(told(message, type, status), status, {})
    expect(facts).toBeDefined()
    expect(classifyFailure(facts ?? {}, 'before-head', 0)).toMatchObject({ kind, message: expect.stringMatching(said) })
  })

  it("a provider's own wait, by its own clock", () => {
    const facts = toLitellmFacts(told('litellm.RateLimitError: OpenAIException - no', null, 429), 429, {
      date: 'Wed, 25 Nov 2026 10:00:00 GMT',
      'llm_provider-date': 'Wed, 25 Nov 2026 10:00:07 GMT',
      'llm_provider-retry-after': 'Wed, 25 Nov 2026 10:00:09 GMT',
    })
    expect(classifyFailure(facts ?? {}, 'before-head', Date.UTC(2026, 10, 25, 10))).toMatchObject({
      retryAfterMs: 2_000,
    })
  })

  it.each([undefined, null, 'text', [], { choices: [] }])('%j is no error', (body) => {
    expect(toLitellmFacts(body)).toBeUndefined()
  })
})
