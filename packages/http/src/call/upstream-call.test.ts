import {
  createCatalog,
  createMemoryLedger,
  createRouter,
  RouteError,
  tier,
  type FailureKind,
  type ModelCard,
  type Outcome,
  type Router,
} from '@signalbox/core'
import {
  createMockFetch,
  createMockProvider,
  startMockServer,
  type Fault,
  type MockAnswer,
  type MockProvider,
  type MockServer,
} from '@signalbox/mock-providers'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { collectReply } from '../reply/collect-reply.ts'
import { createUpstreamCall } from './create-upstream-call.ts'
import { httpDialect } from '../reply/http-dialect.ts'
import type { HttpPart } from '../reply/http-part.ts'
import { readSse } from '../reply/read-sse.ts'
import { toFacts } from './to-facts.ts'
import type { DialectName, Upstream } from './upstream.ts'
import { UpstreamError } from './upstream-error.ts'

const dialects = ['openai-chat', 'openai-responses', 'anthropic-messages'] as const

const paths = {
  'openai-chat': 'chat/completions',
  'openai-responses': 'responses',
  'anthropic-messages': 'messages',
} as const

const card: ModelCard = {
  id: 'v/m',
  name: 'M',
  vendor: 'v',
  contextTokens: 100_000,
  maxOutputTokens: 1_000,
  capabilities: { tools: true, jsonSchema: true, jsonMode: true, logprobs: true },
  inputModalities: ['text'],
  outputModalities: ['text'],
  licence: 'MIT',
  openWeights: true,
  jurisdiction: 'EU',
  prices: [
    {
      provider: 'v',
      periods: [
        {
          tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: 1, outputPerMillionUsd: 2, cacheReadPerMillionUsd: 0.1 }],
        },
      ],
    },
  ],
  sources: {},
}

function createOneTargetRouter(): Router {
  return createRouter({
    catalog: createCatalog({ version: 'test', models: [card] }),
    targets: [{ id: 't', model: 'v/m', upstream: 'u' }],
    tiers: [{ name: 'economy', targets: ['t'] }],
    strategy: tier('economy'),
    execution: { maxAttempts: 1, gapTimeoutMs: 200, firstTokenTimeoutMs: 300 },
    ledger: createMemoryLedger(),
  })
}

let server: MockServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

interface Served {
  readonly parts: readonly HttpPart[]
  readonly outcome: Outcome
  readonly provider: MockProvider
}

/** One request over a real socket. */
async function serve(dialect: DialectName, stream: boolean, answer: MockAnswer, fault?: Fault): Promise<Served> {
  const provider = createMockProvider({
    name: 'v',
    apiKey: 'secret',
    models: { m: { answer, faults: () => fault, tokensPerSecond: fault?.kind === 'cut' ? 50 : undefined } },
  })
  server = await startMockServer(provider)
  const upstream: Upstream = { name: 'u', dialect, baseUrl: `${server.url}/v1`, apiKey: 'secret' }
  const request = { id: 'r', task: 'qa', messages: [{ role: 'user', content: 'Hello' }] } as const
  const call = createUpstreamCall({ upstreams: [upstream], request, stream })
  const run = await createOneTargetRouter().open(request, call, { dialect: httpDialect })
  const parts: HttpPart[] = []
  for await (const part of run) parts.push(part)
  return { parts, outcome: await run.outcome, provider }
}

async function failureOf(work: Promise<unknown>): Promise<{ kind: FailureKind; phase: string; outcome: Outcome }> {
  try {
    await work
  } catch (error) {
    if (error instanceof RouteError) {
      const failure = error.outcome.failure
      if (failure !== undefined) return { kind: failure.kind, phase: failure.phase, outcome: error.outcome }
    }
    throw error
  }
  throw new Error('It did not fail.')
}

const answer: MockAnswer = {
  text: 'Grüße aus 東京 🚄',
  usage: { inputTokens: 1_000, outputTokens: 50, cacheReadTokens: 400 },
}

describe.each(dialects)('%s', (dialect) => {
  describe.each([
    ['streamed', true],
    ['whole', false],
  ])('%s', (_, stream) => {
    it('text, usage with the cached tokens inside, cost, finish', async () => {
      const { parts, outcome, provider } = await serve(dialect, stream, answer)
      expect(collectReply(parts)).toMatchObject({ text: answer.text, finish: { reason: 'stop' }, servedModel: 'm' })
      expect(outcome.usage).toMatchObject({ inputTokens: 1_000, outputTokens: 50, cacheReadTokens: 400 })
      // 600 plain at 1, 400 cached at 0.1, 50 out at 2 dollars a million.
      expect(outcome.cost).toMatchObject({ nanoUsd: 600_000 + 40_000 + 100_000, isLowerBound: false })
      expect(provider.requests[0]).toMatchObject({ stream, headers: { 'x-signalbox-attempt': 'r/1' } })
    })

    it('tool calls', async () => {
      const { parts } = await serve(dialect, stream, {
        text: 'Let me see.',
        toolCalls: [
          { name: 'find', argumentsJson: '{"id":7}' },
          { name: 'list', argumentsJson: '{}' },
        ],
      })
      const reply = collectReply(parts)
      expect(reply.toolCalls?.map(({ name, argumentsJson }) => [name, JSON.parse(argumentsJson) as unknown])).toEqual([
        ['find', { id: 7 }],
        ['list', {}],
      ])
      expect(reply.finish?.reason).toBe('tool-calls')
    })

    it.each([
      ['length', 'length'],
      ['content_filter', 'content-filter'],
    ] as const)('finish %s', async (finish, reason) => {
      const { parts } = await serve(dialect, stream, { text: 'x', finish })
      expect(collectReply(parts).finish?.reason).toBe(reason)
    })
  })

  it('asks for a JSON schema in the words of the wire', async () => {
    const provider = createMockProvider({ name: 'v', models: { m: { answer: {} } } })
    const schema = { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] }
    const request = {
      task: 'extract',
      messages: [{ role: 'user', content: 'x' }],
      responseFormat: { type: 'json', schema },
    } as const
    const call = createUpstreamCall({
      upstreams: [{ name: 'u', dialect, baseUrl: 'https://v.example/v1' }],
      request,
      fetch: createMockFetch({ 'https://v.example': provider }),
    })
    const { parts } = await createOneTargetRouter().run(request, call, { dialect: httpDialect })
    expect(JSON.parse(collectReply(parts).text)).toEqual({ ok: false })
  })

  it.each<[string, Fault, FailureKind, boolean]>([
    ['a 401', { kind: 'status', status: 401 }, 'authentication', true],
    ['a 404', { kind: 'status', status: 404 }, 'model-not-found', false],
    ['a 429', { kind: 'status', status: 429 }, 'rate-limit', true],
    ['a 500', { kind: 'status', status: 500 }, 'server-error', false],
    ['a page of HTML', { kind: 'html', status: 502 }, 'server-error', true],
    ['a redirect', { kind: 'redirect', location: 'https://elsewhere.example/' }, 'redirect', true],
    ['a reset before the head', { kind: 'reset' }, 'reset', true],
    ['silence', { kind: 'silence' }, 'first-content-timeout', true],
    ['only comments', { kind: 'comments-only', ms: 2_000 }, 'first-content-timeout', true],
    ['a 200 without a word', { kind: 'empty' }, 'empty', true],
    ['JSON that breaks off', { kind: 'truncated-json' }, 'malformed', false],
    [
      'an error inside a 200',
      { kind: 'error-frame', afterTokens: 0, status: 529, message: 'Overloaded' },
      'overloaded',
      true,
    ],
  ])('%s, before content', async (_, fault, kind, stream) => {
    const failure = await failureOf(serve(dialect, stream, answer, fault))
    expect(failure).toMatchObject({ kind, outcome: { kind: 'failed' } })
    expect(JSON.stringify(failure.outcome)).not.toContain('secret')
  })

  it.each<[string, Fault, FailureKind]>([
    ['a cut', { kind: 'cut', afterTokens: 2 }, 'reset'],
    ['an end without a marker', { kind: 'clean-cut', afterTokens: 1 }, 'cut'],
    ['a stall', { kind: 'stall', afterTokens: 1, ms: 1_000 }, 'gap-timeout'],
  ])('%s, after content, is broken and not a success', async (_, fault, kind) => {
    const failure = await failureOf(serve(dialect, true, answer, fault))
    expect(failure).toMatchObject({ kind, phase: 'after-content', outcome: { kind: 'broken' } })
  })

  it('a repeated usage frame replaces, never adds', async () => {
    const { outcome } = await serve(dialect, true, answer, { kind: 'repeated-usage' })
    expect(outcome.usage).toMatchObject({ inputTokens: 1_000, outputTokens: 50 })
  })

  it('no usage: the cost is unknown, not 0', async () => {
    const { outcome } = await serve(dialect, true, answer, { kind: 'no-usage' })
    expect(outcome.cost.isLowerBound).toBe(true)
  })

  it('JSON where a stream was asked for is read all the same', async () => {
    const { parts } = await serve(dialect, true, answer, { kind: 'json-instead-of-stream' })
    expect(collectReply(parts).text).toBe(answer.text)
  })

  it("the caller's abort closes the socket", async () => {
    const provider = createMockProvider({
      name: 'v',
      models: { m: { answer: 'word '.repeat(200), tokensPerSecond: 50 } },
    })
    server = await startMockServer(provider)
    const request = { task: 'qa', messages: [{ role: 'user', content: 'Hello' }] } as const
    const call = createUpstreamCall({
      upstreams: [{ name: 'u', dialect, baseUrl: `${server.url}/v1` }],
      request,
      stream: true,
    })
    const caller = new AbortController()
    const run = await createOneTargetRouter().open(request, call, { dialect: httpDialect, signal: caller.signal })
    await run.next()
    caller.abort(new Error('enough'))
    await expect(run.next()).rejects.toThrow('enough')
    await expect.poll(() => provider.requests[0]?.ended).toBe('aborted')
  })

  it('however the bytes are split, the same parts are read', async () => {
    const { provider } = await serve(dialect, true, answer)
    const response = await fetch(`${server?.url ?? ''}/v1/${paths[dialect]}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer secret', 'x-api-key': 'secret' },
      body: JSON.stringify({
        model: 'm',
        stream: true,
        [dialect === 'openai-responses' ? 'input' : 'messages']: [{ role: 'user', content: 'Hello' }],
      }),
    })
    const whole = new Uint8Array(await response.arrayBuffer())
    const text = new TextDecoder().decode(whole)
    expect(provider.requests.length).toBe(2)
    const read = async (pieces: readonly Uint8Array[]): Promise<unknown> => {
      const queue = [...pieces]
      const source = readSse({ next: async () => queue.shift(), cancel: () => {} }, dialect)
      const events: unknown[] = []
      for (let step = await source.next(); step.done !== true; step = await source.next())
        if (step.value?.kind === 'events') events.push(...step.value.events)
      return events
    }
    const expected = await read([whole])
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: whole.length - 1 }), { maxLength: 40 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        async (cuts, lineEnd) => {
          const bytes = new TextEncoder().encode(text.replaceAll('\n', lineEnd))
          const at = [0, ...new Set(cuts)].toSorted((a, b) => a - b)
          const pieces = at.map((from, index) => bytes.slice(from, at[index + 1] ?? bytes.length))
          expect(await read(pieces)).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('facts of an error', () => {
  const coded = (code: string): Error =>
    Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) })
  it.each([
    [coded('ENOTFOUND'), { transport: 'dns' }],
    [coded('ECONNREFUSED'), { transport: 'refused' }],
    [coded('ECONNRESET'), { transport: 'reset' }],
    [coded('UND_ERR_CONNECT_TIMEOUT'), { transport: 'connect-timeout' }],
    [coded('CERT_HAS_EXPIRED'), { transport: 'tls' }],
    [coded('ERR_SSL_WRONG_VERSION_NUMBER'), { transport: 'tls' }],
    [coded('HPE_INVALID_CONSTANT'), { transport: 'malformed', isRetryable: false }],
    [
      Object.assign(new Error('Response does not match the HTTP/1.1 protocol'), { name: 'HTTPParserError' }),
      { transport: 'malformed', isRetryable: false },
    ],
    [Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }), { transport: 'reset' }],
    [new TypeError('terminated'), { transport: 'reset' }],
    [new SyntaxError('Unexpected token'), { transport: 'malformed' }],
    [new UpstreamError('no', { status: 402, code: 'x' }), { status: 402, code: 'x', message: 'no' }],
    ['a string', {}],
    [undefined, {}],
  ])('%s', (error, facts) => {
    expect(toFacts(error)).toMatchObject(facts)
  })
})

it('an upstream that is not configured is named', async () => {
  const request = { task: 'qa', messages: [{ role: 'user', content: 'Hello' }] } as const
  const work = createOneTargetRouter().run(request, createUpstreamCall({ upstreams: [], request }), {
    dialect: httpDialect,
  })
  await expect(work).rejects.toThrow(/names the upstream "u", which is not configured/)
})
