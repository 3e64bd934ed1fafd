import type { Fault } from '@signalbox/mock-providers'
import type { FaultCell } from './fault-cell.ts'
import { movesOn, retries, stops } from './outcomes.ts'

type StatusFault = Extract<Fault, { kind: 'status' }>

const status = (code: number, more: Omit<StatusFault, 'kind' | 'status'> = {}): StatusFault => ({
  kind: 'status',
  status: code,
  ...more,
})
const limited = (headers: Record<string, string>): StatusFault =>
  status(429, { type: 'requests', code: 'rate_limit_exceeded', message: 'Rate limit reached for requests', headers })
const json = (value: unknown): string => JSON.stringify(value)
const html = (code: number): Fault => ({ kind: 'html', status: code })
const spent = { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-remaining-tokens': '1000' }

/** A: refusals before any reply. After reliability.md, section 2.1 A. */
export const statusCells: readonly FaultCell[] = [
  {
    id: 'A01',
    title: '429, Retry-After in fractions of a second',
    faults: [limited({ 'retry-after': '0.2' }), undefined],
    expected: retries('rate-limit', 'no', ['rate'], { waitMs: 200, maxWaitMs: 215 }),
  },
  {
    id: 'A01-seconds',
    title: '429, Retry-After: 1',
    faults: [limited({ 'retry-after': '1' }), undefined],
    expected: retries('rate-limit', 'no', ['rate'], { waitMs: 1_000, maxWaitMs: 1_015 }),
  },
  {
    id: 'A01-zero',
    title: '429, Retry-After: 0',
    faults: [limited({ 'retry-after': '0' }), undefined],
    expected: retries('rate-limit', 'no', ['rate'], { maxWaitMs: 15 }),
  },
  {
    id: 'A01-long',
    title: '429, Retry-After beyond the wait budget',
    faults: [limited({ 'retry-after': '60' })],
    expected: movesOn('rate-limit', 'no', ['rate'], 1, { maxWaitMs: 0 }),
  },
  {
    id: 'A02',
    title: '429, Retry-After as an HTTP date',
    faults: (nowMs) => [
      limited({ 'retry-after': new Date(nowMs + 1_999).toUTCString(), date: new Date(nowMs).toUTCString() }),
      undefined,
    ],
    expected: retries('rate-limit', 'no', ['rate'], { waitMs: 1_000, maxWaitMs: 2_100 }),
  },
  {
    id: 'A03',
    title: '429, retry-after-ms',
    faults: [limited({ 'retry-after-ms': '150' }), undefined],
    expected: retries('rate-limit', 'no', ['rate'], { waitMs: 150, maxWaitMs: 165 }),
  },
  {
    id: 'A03-azure',
    title: '429, x-ms-retry-after-ms',
    faults: [limited({ 'x-ms-retry-after-ms': '120' }), undefined],
    expected: retries('rate-limit', 'no', ['rate'], { waitMs: 120, maxWaitMs: 135 }),
  },
  {
    id: 'A04',
    title: '429, only x-ratelimit-reset-requests',
    faults: [limited({ ...spent, 'x-ratelimit-reset-requests': '180ms' }), undefined],
    expected: retries('rate-limit', 'no', ['rate'], { waitMs: 180, maxWaitMs: 195 }),
  },
  {
    id: 'A04-long',
    title: '429, resets in six minutes',
    faults: [limited({ ...spent, 'x-ratelimit-reset-requests': '6m0s' })],
    expected: movesOn('rate-limit', 'no', ['rate'], 1, { maxWaitMs: 0 }),
  },
  {
    id: 'A05',
    title: '429, only anthropic-ratelimit-requests-reset',
    faults: (nowMs) => [
      limited({
        'anthropic-ratelimit-requests-remaining': '0',
        'anthropic-ratelimit-requests-reset': new Date(nowMs + 900_000).toISOString(),
      }),
    ],
    expected: movesOn('rate-limit', 'no', ['rate'], 1, { maxWaitMs: 0 }),
  },
  {
    id: 'A05-unified',
    title: '429, only anthropic-ratelimit-unified-reset',
    faults: (nowMs) => [limited({ 'anthropic-ratelimit-unified-reset': String(Math.floor(nowMs / 1_000) + 3_600) })],
    expected: movesOn('rate-limit', 'no', ['rate'], 1, { maxWaitMs: 0 }),
  },
  {
    id: 'A06',
    title: 'Google RetryInfo, two hours away',
    faults: [
      status(429, {
        body: json({
          error: {
            code: 429,
            message: 'Quota exceeded for metric: requests',
            status: 'RESOURCE_EXHAUSTED',
            details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '7200s' }],
          },
        }),
      }),
    ],
    expected: movesOn('rate-limit', 'no', ['rate'], 1, { maxWaitMs: 0 }),
  },
  {
    id: 'A07',
    title: '429 without a hint, again and again',
    faults: [status(429)],
    expected: movesOn('rate-limit', 'no', ['rate'], 2),
  },
  {
    id: 'A08',
    title: '429, a hint of a day',
    faults: [limited({ 'retry-after': '86400' })],
    expected: movesOn('rate-limit', 'no', ['rate'], 1, { maxWaitMs: 0 }),
  },
  {
    id: 'A08-huge',
    title: '429, a hint of 1e12',
    faults: [limited({ 'retry-after': '1e12' })],
    expected: movesOn('rate-limit', 'no', ['rate'], 2),
  },
  {
    id: 'A08-negative',
    title: '429, a hint of -1',
    faults: [limited({ 'retry-after': '-1' })],
    expected: movesOn('rate-limit', 'no', ['rate'], 2),
  },
  {
    id: 'A08-nan',
    title: '429, a hint of NaN',
    faults: [limited({ 'retry-after': 'NaN' })],
    expected: movesOn('rate-limit', 'no', ['rate'], 2),
  },
  {
    id: 'A08-past',
    title: '429, a date in the past',
    faults: [limited({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), undefined],
    expected: retries('rate-limit', 'no', ['rate'], { maxWaitMs: 15 }),
  },
  {
    id: 'A09',
    title: '429 insufficient_quota',
    faults: [
      status(429, {
        type: 'insufficient_quota',
        code: 'insufficient_quota',
        message: 'You exceeded your current quota, please check your plan and billing details.',
      }),
    ],
    expected: movesOn('quota', 'no', ['key'], 1, { maxWaitMs: 0 }),
  },
  {
    id: 'A10',
    title: '400, the credit balance is too low',
    faults: [
      status(400, { type: 'invalid_request_error', message: 'Your credit balance is too low to access the API.' }),
    ],
    expected: movesOn('quota', 'no', ['key']),
  },
  {
    id: 'A10-402',
    title: '402 billing_error',
    faults: [status(402, { type: 'billing_error', message: 'There is an issue with your payment information' })],
    expected: movesOn('quota', 'no', ['key']),
  },
  {
    id: 'A10-403',
    title: '403 insufficient_user_quota',
    faults: [status(403, { code: 'insufficient_user_quota', message: 'user quota is not enough' })],
    expected: movesOn('quota', 'no', ['key']),
  },
  {
    id: 'A11',
    title: '500 once',
    faults: [status(500), undefined],
    expected: retries('server-error', 'unknown', ['target'], { maxWaitMs: 100 }),
  },
  {
    id: 'A12',
    title: '503, again and again',
    faults: [status(503, { message: 'Service unavailable' })],
    expected: movesOn('server-error', 'unknown', ['target'], 2),
  },
  {
    id: 'A12-502',
    title: '502, again and again',
    faults: [status(502, { message: 'Bad gateway' })],
    expected: movesOn('server-error', 'unknown', ['target'], 2),
  },
  {
    id: 'A13',
    title: '504: the provider may bill, so not again',
    faults: [status(504, { message: 'Gateway timeout' })],
    expected: movesOn('upstream-timeout', 'unknown', ['target']),
  },
  {
    id: 'A13-408',
    title: '408',
    faults: [status(408, { message: 'Request timeout' })],
    expected: movesOn('upstream-timeout', 'unknown', ['target']),
  },
  {
    id: 'A13-524',
    title: '524 of a CDN',
    faults: [html(524)],
    expected: movesOn('upstream-timeout', 'unknown', ['target']),
  },
  {
    id: 'A14',
    title: '529 overloaded',
    faults: [status(529, { type: 'overloaded_error', message: 'Overloaded' })],
    expected: movesOn('overloaded', 'no', ['model'], 2, { waitMs: 500 }),
  },
  {
    id: 'A15',
    title: '409 conflict',
    faults: [status(409, { message: 'Conflict' }), undefined],
    expected: retries('conflict', 'no', []),
  },
  {
    id: 'A16',
    title: '404 model not found',
    faults: [status(404)],
    expected: movesOn('model-not-found', 'no', ['model']),
  },
  {
    id: 'A16-transient',
    title: '404 of a broker whose provider failed',
    faults: [status(404, { message: 'Provider returned error', code: 'provider_error' }), undefined],
    expected: retries('server-error', 'unknown', ['target']),
  },
  { id: 'A17', title: '401 key revoked', faults: [status(401)], expected: movesOn('authentication', 'no', ['key']) },
  {
    id: 'A17-403',
    title: '403 the key may not',
    faults: [
      status(403, {
        type: 'permission_error',
        message: 'Your API key does not have permission to use the specified resource',
      }),
    ],
    expected: movesOn('permission', 'no', ['key']),
  },
  {
    id: 'A18',
    title: '403 not in this country',
    faults: [
      status(403, {
        code: 'unsupported_country_region_territory',
        message: 'Country, region, or territory not supported',
      }),
    ],
    expected: movesOn('region', 'no', ['provider']),
  },
  {
    id: 'A18-451',
    title: '451 for legal reasons',
    faults: [status(451, { message: 'Unavailable' })],
    expected: movesOn('region', 'no', ['provider']),
  },
  {
    id: 'A19',
    title: '413 too large',
    faults: [status(413, { type: 'request_too_large', message: 'Request exceeds the maximum size' })],
    expected: movesOn('too-large', 'no', []),
  },
  {
    id: 'A20',
    title: '400 context_length_exceeded: only a larger window is asked',
    faults: [
      status(400, { code: 'context_length_exceeded', message: "This model's maximum context length is 8192 tokens." }),
    ],
    expected: { kind: 'served', rows: ['primary failed context-length no', 'large done yes'], breakers: [] },
  },
  {
    id: 'A21',
    title: '400 content policy',
    faults: [
      status(400, { code: 'content_policy_violation', message: 'Your request was rejected by our safety system' }),
    ],
    expected: stops('content-policy', 'no'),
  },
  {
    id: 'A22',
    title: '400 bad parameter',
    faults: [status(400, { type: 'invalid_request_error', message: "Unknown parameter: 'foo'." })],
    expected: stops('invalid-request', 'no'),
  },
  {
    id: 'A22-422',
    title: '422 bad parameter',
    faults: [status(422, { message: 'temperature must be below 2' })],
    expected: stops('invalid-request', 'no'),
  },
  {
    id: 'A23',
    title: 'a redirect',
    faults: [{ kind: 'redirect', location: 'http://127.0.0.1:9/v1/chat/completions' }],
    expected: movesOn('redirect', 'no', ['target']),
  },
  {
    id: 'A24',
    title: 'a page of HTML, status 502',
    faults: [html(502)],
    expected: movesOn('server-error', 'unknown', ['target'], 2),
  },
  {
    id: 'A24-520',
    title: 'a page of HTML, status 520',
    faults: [html(520)],
    expected: movesOn('server-error', 'unknown', ['target'], 2),
  },
  {
    id: 'A24-200',
    title: 'a page of HTML, status 200',
    faults: [html(200)],
    expected: movesOn('malformed', 'unknown', ['target'], 2),
  },
  {
    id: 'A25',
    title: '200 with an error envelope: as the inner code',
    faults: [
      {
        kind: 'body',
        contentType: 'application/json',
        body: json({
          error: { message: 'You exceeded your current quota', type: 'insufficient_quota', code: 'insufficient_quota' },
        }),
      },
    ],
    expected: movesOn('quota', 'no', ['key']),
  },
]
