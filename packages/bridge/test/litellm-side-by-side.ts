import { litellmCommand, startLitellmLike } from '@signalbox/contract-tests/litellm'
import {
  createMockFetch,
  createMockLitellm,
  createMockProvider,
  type Fault,
  type LitellmDeployment,
  type MockLitellmOptions,
  type ModelScript,
} from '@signalbox/mock-providers'

const text = 'one two three four five'
const always = (fault: Fault, more: Partial<ModelScript> = {}): ModelScript => ({
  answer: text,
  faults: () => fault,
  ...more,
})
const status = (code: number, more: Omit<Extract<Fault, { kind: 'status' }>, 'kind' | 'status'> = {}): ModelScript =>
  always({ kind: 'status', status: code, ...more })
/** Without a pace, a connection that is reset takes with it what was sent before. */
const paced = { tokensPerSecond: 20 }

/** What a provider does, by the name of its model. */
export const scripts: Readonly<Record<string, ModelScript>> = {
  ok: { answer: text },
  cached: { answer: { text, usage: { inputTokens: 100, outputTokens: 10, cacheReadTokens: 40, reasoningTokens: 4 } } },
  length: { answer: { text, finish: 'length' } },
  filter: { answer: { text, finish: 'content_filter' } },
  tools: { answer: { toolCalls: [{ name: 'weather', argumentsJson: '{"city":"Oslo","days":2}' }] } },
  invalid: status(400, { message: "Unknown parameter: 'foo'." }),
  odd: status(400, { type: 'odd_type', code: 'odd_code', message: "It's odd." }),
  context: status(400, {
    code: 'context_length_exceeded',
    message: "This model's maximum context length is 8192 tokens.",
  }),
  long: status(400, { message: 'prompt is too long: 208310 tokens > 200000 maximum' }),
  policy: status(400, {
    code: 'content_policy_violation',
    message: 'Your request was rejected by our safety system',
  }),
  401: status(401),
  402: status(402, { type: 'billing_error', message: 'There is an issue with your payment information' }),
  403: status(403, { type: 'permission_error', message: 'Your API key may not use this.' }),
  404: status(404),
  408: status(408, { message: 'Request timeout' }),
  409: status(409, { message: 'Conflict' }),
  413: status(413, { type: 'request_too_large', message: 'Request exceeds the maximum size' }),
  422: status(422, { message: 'temperature must be below 2' }),
  429: status(429),
  '429-later': status(429, { headers: { 'retry-after': '7' } }),
  quota: status(429, {
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    message: 'You exceeded your current quota, please check your plan and billing details.',
  }),
  451: status(451, { message: 'Unavailable' }),
  500: status(500),
  502: status(502, { message: 'Bad gateway' }),
  503: status(503, { headers: { 'retry-after': '3' } }),
  504: status(504, { message: 'Gateway timeout' }),
  529: status(529, { type: 'overloaded_error', message: 'Overloaded' }),
  text: status(500, { body: 'oops' }),
  reset: always({ kind: 'reset' }),
  redirect: always({ kind: 'redirect', location: 'http://127.0.0.1:9/' }),
  html: always({ kind: 'html', status: 502 }),
  'html-200': always({ kind: 'html', status: 200 }),
  truncated: always({ kind: 'truncated-json' }),
  empty: always({ kind: 'empty' }),
  envelope: always({
    kind: 'body',
    contentType: 'application/json',
    body: JSON.stringify({ error: { message: 'You exceeded your quota', type: 'insufficient_quota', code: 'quota' } }),
  }),
  'no-usage': always({ kind: 'no-usage' }),
  'repeated-usage': always({ kind: 'repeated-usage' }),
  'no-terminal': always({ kind: 'no-terminal' }),
  'json-instead': always({ kind: 'json-instead-of-stream' }),
  cut: always({ kind: 'cut', afterTokens: 2 }, paced),
  'clean-cut': always({ kind: 'clean-cut', afterTokens: 2 }),
  'error-frame': always({ kind: 'error-frame', afterTokens: 2 }),
  'error-first': always({ kind: 'error-frame', afterTokens: 0 }),
  malformed: always({ kind: 'malformed-frame', afterTokens: 2 }),
  silence: always({ kind: 'silence' }),
  flaky: { answer: text, faults: [{ kind: 'status', status: 500 }] },
  embed: { answer: '' },
}

export const vendors = ['openai', 'anthropic'] as const

/** Each script at each kind of provider, and a few groups more. Providers are made anew: their scripts count calls. */
export function createOptions(more: Partial<MockLitellmOptions> = {}): MockLitellmOptions {
  const prices = { inputPerMillionUsd: 1, outputPerMillionUsd: 2, cacheReadPerMillionUsd: 0.1 }
  const providers = {
    openai: createMockProvider({ name: 'openai', models: scripts }),
    anthropic: createMockProvider({ name: 'anthropic', models: scripts }),
  }
  const each = vendors.flatMap((vendor): LitellmDeployment[] =>
    Object.keys(scripts).map((name) => ({
      group: `${vendor}-${name}`,
      id: `id-${vendor}-${name}`,
      model: `${vendor}/${name}`,
      provider: providers[vendor],
      prices,
    })),
  )
  return {
    deployments: [
      ...each,
      { group: 'pair', id: 'pair-1', model: 'openai/429', provider: providers.openai, prices },
      { group: 'pair', id: 'pair-2', model: 'openai/ok', provider: providers.openai, prices },
      { group: 'unpriced', id: 'unpriced', model: 'openai/ok', provider: providers.openai },
      {
        group: 'described',
        id: 'described',
        // LiteLLM keeps such facts by model: they hold for its other deployments too.
        model: 'openai/described',
        provider: providers.openai,
        info: {
          mode: 'chat',
          max_input_tokens: 8_192,
          max_output_tokens: 1_024,
          supports_function_calling: true,
          supports_vision: false,
        },
      },
      // Of this one the real LiteLLM has a price and limits of its own.
      {
        group: 'known',
        id: 'known',
        model: 'anthropic/claude-sonnet-4-5',
        provider: providers.anthropic,
        info: { mode: 'chat', max_input_tokens: 200_000, max_output_tokens: 64_000 },
      },
    ],
    ...more,
  }
}

/** One of the two: a base URL and how it is reached. */
export interface Side {
  readonly origin: string
  readonly fetch: typeof globalThis.fetch
  readonly stop: () => Promise<void>
}

export function startFlavour(options: MockLitellmOptions): Side {
  const origin = 'http://litellm.test'
  const proxy = createMockLitellm({ ...options, sleep: async () => {} })
  return { origin, fetch: createMockFetch({ [origin]: proxy }), stop: async () => {} }
}

export async function startReal(options: MockLitellmOptions): Promise<Side> {
  if (litellmCommand === undefined) throw new Error('SIGNALBOX_LITELLM names no proxy.')
  const { origin, stop } = await startLitellmLike(litellmCommand, options)
  return { origin, fetch: globalThis.fetch, stop }
}

export interface Question {
  readonly path: string
  /** undefined = a GET. */
  readonly body?: Readonly<Record<string, unknown>> | undefined
  readonly key?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** A reply with what differs from run to run taken out. */
export interface Shown {
  readonly status: number
  readonly headers: Readonly<Record<string, string | null>>
  readonly said: unknown
}

export async function ask({ origin, fetch }: Side, { path, body, key, headers }: Question): Promise<Shown> {
  const reply = await fetch(origin + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const told = await reply.text()
  return {
    status: reply.status,
    headers: Object.fromEntries(shownHeaders.map((name) => [name, reply.headers.get(name)?.split(';')[0] ?? null])),
    said: told.startsWith('data:') ? toFrames(told) : mask(JSON.parse(told)),
  }
}

const shownHeaders = [
  'content-type',
  'retry-after',
  'llm_provider-retry-after',
  'llm_provider-content-type',
  'x-ratelimit-remaining-requests',
  'rate_limit_type',
  'x-litellm-version',
  'x-litellm-model-id',
  'x-litellm-model-group',
  'x-litellm-model-name',
  'x-litellm-response-cost',
  'x-litellm-response-cost-original',
  'x-litellm-attempted-retries',
  'x-litellm-attempted-fallbacks',
]

function toFrames(told: string): readonly unknown[] {
  return told
    .split('\n\n')
    .filter((frame) => frame !== '')
    .map((frame) => {
      const data = frame.slice('data: '.length)
      return data === '[DONE]' ? data : mask(JSON.parse(data))
    })
}

/** Ids, times, and what a text says of them. */
function mask(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value)
  if (Array.isArray(value)) return value.map(mask)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, maskedFields.has(name) ? '…' : mask(entry)]),
  )
}

const maskedFields = new Set(['created'])

function maskText(told: string): string {
  return told
    .replace(/(req|msg)_[a-z]+_\d+/g, '$1_…')
    .replace(/line 1 column \d+ \(char \d+\)/g, 'line …')
    .replace(/time taken=[\d.]+/g, 'time taken=…')
    .replace(/api_key: \w+/g, 'api_key: …')
    .replace(/resets at: .*/g, 'resets at: …')
    .replace(/cooldown_list=\[.*\]/g, 'cooldown_list=[…]')
    .replace(/chatcmpl-\S+/g, 'chatcmpl-…')
    .replace(/Received(: | Chunk=).*/gs, 'Received …')
    .replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '…')
    .replace(/call_\w+?_\d+_\d+/g, 'call_…')
}

/** A value with these fields taken out, however deep they are. */
export function without(fields: readonly string[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => without(fields, entry))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, fields.includes(name) ? '…' : without(fields, entry)]),
  )
}
