import { describe, expect, it } from 'vitest'
import { classifyFailure } from './classify-failure.ts'
import type { Failure, FailureKind } from './failure.ts'
import type { FailureFacts, TransportFault } from './failure-facts.ts'

const nowMs = Date.UTC(2026, 10, 24)
const judge = (facts: FailureFacts, phase: Failure['phase'] = 'before-head'): Failure =>
  classifyFailure(facts, phase, nowMs)

type Row = readonly [
  provider: string,
  status: number,
  facts: Pick<FailureFacts, 'code' | 'type' | 'message'>,
  kind: FailureKind,
]

/** Error bodies as the providers document them, in their wordings. Dated 2026-11. */
const rows: readonly Row[] = [
  ['openai', 401, { code: 'invalid_api_key', message: 'Incorrect API key provided: sk-xxxx.' }, 'authentication'],
  [
    'openai',
    403,
    { code: 'unsupported_country_region_territory', message: 'Country, region, or territory not supported' },
    'region',
  ],
  [
    'openai',
    429,
    { code: 'rate_limit_exceeded', message: 'Rate limit reached for gpt-5.5 in organization org on tokens per min' },
    'rate-limit',
  ],
  [
    'openai',
    429,
    { code: 'insufficient_quota', message: 'You exceeded your current quota, please check your plan' },
    'quota',
  ],
  [
    'openai',
    429,
    {
      type: 'tokens',
      code: 'rate_limit_exceeded',
      message: 'Request too large for model on tokens per min (TPM): Limit 30000, Requested 41000',
    },
    'rate-limit',
  ],
  [
    'openai',
    400,
    { code: 'context_length_exceeded', message: "This model's maximum context length is 128000 tokens." },
    'context-length',
  ],
  [
    'openai',
    400,
    { code: 'content_policy_violation', message: 'Your request was rejected by our safety system' },
    'content-policy',
  ],
  [
    'openai',
    404,
    { code: 'model_not_found', message: 'The model `gpt-9` does not exist or you do not have access to it.' },
    'model-not-found',
  ],
  ['openai', 400, { type: 'invalid_request_error', message: "Unknown parameter: 'foo'." }, 'invalid-request'],
  [
    'openai',
    500,
    { type: 'server_error', message: 'The server had an error while processing your request' },
    'server-error',
  ],
  ['openai', 503, { message: 'The engine is currently overloaded, please try again later' }, 'overloaded'],
  ['openai', 429, { code: 'billing_hard_limit_reached', message: 'Billing hard limit has been reached' }, 'quota'],
  ['anthropic', 529, { type: 'overloaded_error', message: 'Overloaded' }, 'overloaded'],
  [
    'anthropic',
    429,
    {
      type: 'rate_limit_error',
      message: 'This request would exceed your organization’s rate limit of 50 requests per minute',
    },
    'rate-limit',
  ],
  ['anthropic', 401, { type: 'authentication_error', message: 'invalid x-api-key' }, 'authentication'],
  [
    'anthropic',
    403,
    { type: 'permission_error', message: 'Your API key does not have permission to use the specified resource' },
    'permission',
  ],
  ['anthropic', 404, { type: 'not_found_error', message: 'model: claude-x' }, 'model-not-found'],
  ['anthropic', 413, { type: 'request_too_large', message: 'Request exceeds the maximum size' }, 'too-large'],
  [
    'anthropic',
    400,
    { type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum' },
    'context-length',
  ],
  [
    'anthropic',
    400,
    { type: 'invalid_request_error', message: 'Your credit balance is too low to access the Anthropic API.' },
    'quota',
  ],
  ['anthropic', 500, { type: 'api_error', message: 'Internal server error' }, 'server-error'],
  ['anthropic', 504, { type: 'timeout_error', message: 'Request timed out' }, 'upstream-timeout'],
  ['anthropic', 402, { type: 'billing_error', message: 'There is an issue with your payment information' }, 'quota'],
  ['anthropic', 400, { type: 'invalid_request_error', message: 'messages: roles must alternate' }, 'invalid-request'],
  [
    'google',
    429,
    { code: 'RESOURCE_EXHAUSTED', message: 'Resource has been exhausted (e.g. check quota).' },
    'rate-limit',
  ],
  ['google', 503, { code: 'UNAVAILABLE', message: 'The model is overloaded. Please try again later.' }, 'overloaded'],
  [
    'google',
    504,
    { code: 'DEADLINE_EXCEEDED', message: 'Deadline expired before operation could complete.' },
    'upstream-timeout',
  ],
  [
    'google',
    400,
    { code: 'FAILED_PRECONDITION', message: 'User location is not supported for the API use.' },
    'region',
  ],
  ['google', 403, { code: 'PERMISSION_DENIED', message: 'Your API key does not have permission' }, 'permission'],
  [
    'google',
    400,
    {
      code: 'INVALID_ARGUMENT',
      message: 'The input token count exceeds the maximum number of tokens allowed (1048576).',
    },
    'context-length',
  ],
  ['google', 500, { code: 'INTERNAL', message: 'An internal error has occurred.' }, 'server-error'],
  [
    'azure',
    400,
    {
      code: 'content_filter',
      message: 'The response was filtered due to the prompt triggering Azure OpenAI’s content management policy.',
    },
    'content-policy',
  ],
  [
    'azure',
    404,
    { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' },
    'model-not-found',
  ],
  [
    'azure',
    429,
    { code: '429', message: 'Requests to the ChatCompletions operation have exceeded call rate limit' },
    'rate-limit',
  ],
  ['azure', 401, { code: '401', message: 'Access denied due to invalid subscription key' }, 'authentication'],
  [
    'bedrock',
    429,
    { code: 'ThrottlingException', message: 'Too many requests, please wait before trying again.' },
    'rate-limit',
  ],
  [
    'bedrock',
    403,
    { code: 'AccessDeniedException', message: "You don't have access to the model with the specified model ID." },
    'permission',
  ],
  [
    'bedrock',
    400,
    { code: 'ValidationException', message: 'Input is too long for requested model.' },
    'context-length',
  ],
  ['bedrock', 408, { code: 'ModelTimeoutException', message: 'Model has timed out' }, 'upstream-timeout'],
  ['bedrock', 429, { code: 'ModelNotReadyException', message: 'Model is not ready for inference' }, 'overloaded'],
  [
    'bedrock',
    404,
    { code: 'ResourceNotFoundException', message: 'Could not resolve the foundation model' },
    'model-not-found',
  ],
  ['mistral', 401, { message: 'Unauthorized' }, 'authentication'],
  ['mistral', 422, { type: 'invalid_request_error', message: 'Input should be a valid string' }, 'invalid-request'],
  [
    'mistral',
    400,
    { message: 'Prompt contains 40000 tokens, too large for model with 32768 maximum context length' },
    'context-length',
  ],
  ['mistral', 429, { message: 'Requests rate limit exceeded' }, 'rate-limit'],
  ['deepseek', 402, { message: 'Insufficient Balance' }, 'quota'],
  ['deepseek', 503, { message: 'Server overloaded, please retry your request after a brief wait' }, 'overloaded'],
  ['deepseek', 401, { message: 'Authentication Fails (no such user)' }, 'authentication'],
  [
    'zai',
    429,
    { code: '1302', message: 'High concurrency usage of this API, please reduce concurrency' },
    'rate-limit',
  ],
  [
    'groq',
    413,
    { code: 'rate_limit_exceeded', message: 'Request too large for model on tokens per minute (TPM)' },
    'rate-limit',
  ],
  ['groq', 498, { message: 'Flex tier capacity exceeded' }, 'overloaded'],
  [
    'groq',
    400,
    { code: 'model_decommissioned', message: 'The model has been decommissioned and is no longer supported' },
    'model-not-found',
  ],
  [
    'together',
    422,
    { message: 'inputs tokens + max_new_tokens must be <= 8193: context window exceeded' },
    'context-length',
  ],
  ['together', 402, { message: 'Insufficient credits' }, 'quota'],
  ['fireworks', 404, { message: 'Model not found, inaccessible, and/or not deployed' }, 'model-not-found'],
  ['cohere', 429, { message: 'trial token rate limit exceeded, limit is 100000 tokens per minute' }, 'rate-limit'],
  ['cohere', 400, { message: 'too many tokens: size limit exceeded by 1200 tokens' }, 'context-length'],
  ['xai', 403, { message: 'Your team has run out of credits or reached its monthly spend limit' }, 'quota'],
  ['openrouter', 402, { message: 'Insufficient credits. Add more using the dashboard' }, 'quota'],
  ['openrouter', 404, { message: 'No endpoints found that support tool use' }, 'model-not-found'],
  ['openrouter', 403, { message: 'Request flagged by moderation: content policy' }, 'content-policy'],
  ['openrouter', 502, { message: 'Provider returned error' }, 'server-error'],
  [
    'vllm',
    400,
    { message: "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens" },
    'context-length',
  ],
  ['ollama', 404, { message: "model 'llama9' not found, try pulling it first" }, 'model-not-found'],
  ['cloudflare', 520, { message: 'error code: 520' }, 'server-error'],
  ['cloudflare', 524, { message: 'A timeout occurred' }, 'upstream-timeout'],
  ['nginx', 413, { message: '413 Request Entity Too Large' }, 'too-large'],
  ['nginx', 504, { message: '504 Gateway Time-out' }, 'upstream-timeout'],
  ['nginx', 301, {}, 'redirect'],
  ['anyone', 418, {}, 'invalid-request'],
  ['anyone', 599, {}, 'server-error'],
  ['anyone', 200, {}, 'malformed'],
]

describe('recorded answers', () => {
  it('are at least 60, of at least 12 providers', () => {
    expect(rows.length).toBeGreaterThanOrEqual(60)
    expect(new Set(rows.map(([provider]) => provider)).size).toBeGreaterThanOrEqual(12)
  })

  it.each(rows)('%s %i %j is %s', (_, status, facts, kind) => {
    expect(judge({ status, ...facts })).toMatchObject({ kind, status })
  })
})

describe('transport', () => {
  it.each<[TransportFault, FailureKind, Failure['disposition']]>([
    ['dns', 'dns', 'retry-same'],
    ['refused', 'connect', 'retry-same'],
    ['connect-timeout', 'connect', 'retry-same'],
    ['tls', 'tls', 'try-next'],
    ['reset', 'reset', 'retry-same'],
    ['timeout', 'upstream-timeout', 'try-next'],
    ['malformed', 'malformed', 'retry-same'],
    ['too-large', 'malformed', 'retry-same'],
    ['redirect', 'redirect', 'try-next'],
  ])('%s is %s, then %s', (transport, kind, disposition) => {
    expect(judge({ transport })).toMatchObject({ kind, disposition })
  })

  it('nothing known is unknown, and moves on', () => {
    expect(judge({})).toMatchObject({ kind: 'unknown', disposition: 'try-next' })
  })
})

describe('what a kind means', () => {
  it.each<[FailureKind, FailureFacts, Failure['scope'], Failure['disposition'], Failure['billable']]>([
    ['rate-limit', { status: 429 }, 'key', 'retry-same', 'no'],
    ['quota', { status: 402 }, 'key', 'try-next', 'no'],
    ['overloaded', { status: 529 }, 'model', 'retry-same', 'no'],
    ['server-error', { status: 500 }, 'target', 'retry-same', 'unknown'],
    ['upstream-timeout', { status: 504 }, 'target', 'try-next', 'unknown'],
    ['authentication', { status: 401 }, 'key', 'try-next', 'no'],
    ['permission', { status: 403 }, 'key', 'try-next', 'no'],
    ['model-not-found', { status: 404 }, 'model', 'try-next', 'no'],
    ['region', { status: 451 }, 'provider', 'try-next', 'no'],
    ['context-length', { code: 'context_length_exceeded' }, 'request', 'try-next', 'no'],
    ['content-policy', { code: 'content_filter' }, 'request', 'stop', 'no'],
    ['invalid-request', { status: 400 }, 'request', 'stop', 'no'],
    ['too-large', { status: 413 }, 'request', 'try-next', 'no'],
    ['unsupported', { code: 'unsupported' }, 'request', 'try-next', 'no'],
  ])('%s: %j', (kind, facts, scope, disposition, billable) => {
    expect(judge(facts)).toMatchObject({ kind, scope, disposition, billable })
  })

  it.each(['quota', 'context-length', 'content-policy'] as const)(
    '%s is never tried again on the same target',
    (kind) => {
      const facts = {
        quota: { status: 402 },
        'context-length': { code: 'context_length_exceeded' },
        'content-policy': { code: 'content_filter' },
      }
      expect(judge({ ...facts[kind], isRetryable: true }).disposition).not.toBe('retry-same')
    },
  )

  it("a host's own no is taken", () => {
    expect(judge({ status: 500, isRetryable: false }).disposition).toBe('try-next')
  })

  it('after content the bill is unknown', () => {
    expect(judge({ status: 429 }, 'after-content').billable).toBe('unknown')
  })
})

describe('the message', () => {
  it.each([
    ['Incorrect API key provided: sk-proj-abcdefghijkl.', 'sk-proj'],
    ['auth failed for Bearer abcdefghijklmnop', 'abcdefghijklmnop'],
    ['GET https://x.example/v1?key=AIzaSyA123456789 failed', 'AIzaSyA'],
    ['token eyJhbGciOiJIUzI1NiJ9.e30.abc is expired', 'eyJhbGci'],
    ['xai-0123456789abcdef was rejected', 'xai-0123'],
    ['x:sk-proj-abcdefghijkl', 'abcdefghijkl'],
    ['{"key":"sk-ant-abcdefghijkl"}', 'abcdefghijkl'],
    ['https://h.example/?api_key=abcdefghijkl&x=1', 'abcdefghijkl'],
  ])('%j is shown without its secret', (message, secret) => {
    const shown = judge({ status: 401, message }).message
    expect(shown).not.toContain(secret)
    expect(shown).toContain('[redacted]')
  })

  it('is one bounded line', () => {
    const { message } = judge({ status: 500, message: `first\nsecond ${'x'.repeat(10_000)}` })
    expect(message.length).toBeLessThanOrEqual(300)
    expect(message).not.toContain('\n')
    expect(judge({ status: 500, message: 'red \u001b[31malert\u0007' }).message).toBe('red [31malert')
  })
})
