import { BaseCallbackHandler } from '@langchain/core/callbacks/base'
import { InMemoryCache } from '@langchain/core/caches'
import { getRetryable, LangChainError } from '@langchain/core/errors'
import { load } from '@langchain/core/load'
import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, HumanMessage, type AIMessageChunk, type BaseMessage } from '@langchain/core/messages'
import type { ChatResult } from '@langchain/core/outputs'
import { tool } from '@langchain/core/tools'
import { ChatAnthropic } from '@langchain/anthropic'
import { ChatDeepSeek } from '@langchain/deepseek'
import { ChatOpenAI } from '@langchain/openai'
import {
  cascade,
  checks,
  ConfigurationError,
  createCatalog,
  createRouter,
  judge,
  RoutedChatModel,
  RouteError,
  rules,
  tier,
  UnknownModelError,
  type RouterOptions,
  type SignalboxResponseMetadata,
} from '@signalbox/langchain'
import type { MockRequest } from '@signalbox/mock-providers'
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { obedient } from './obedient.ts'
import { card, cards, createWorld, type World, type WorldOptions } from './world.ts'

let world: World | undefined
const setUp = async (options?: WorldOptions): Promise<World> => (world = await createWorld(options))
afterEach(async () => {
  await world?.close()
  world = undefined
})

const down = { faults: () => ({ kind: 'status', status: 503 }) as const }
const said = (message: AIMessage | AIMessageChunk): SignalboxResponseMetadata =>
  (message.response_metadata as { signalbox: SignalboxResponseMetadata }).signalbox

async function collect(stream: AsyncIterable<AIMessageChunk>): Promise<AIMessageChunk> {
  let sum: AIMessageChunk | undefined
  for await (const chunk of stream) sum = sum?.concat(chunk) ?? chunk
  if (sum === undefined) throw new Error('The stream was empty.')
  return sum
}

/** A cache that shows what it is asked for. */
class KeyedCache extends InMemoryCache {
  readonly keys: string[] = []
  override async lookup(prompt: string, key: string): ReturnType<InMemoryCache['lookup']> {
    this.keys.push(key)
    return super.lookup(prompt, key)
  }
}

/** Counts what LangChain's callbacks hear. */
class Listener extends BaseCallbackHandler {
  override name = 'listener'
  lc_prefer_streaming: boolean
  starts = 0
  ends = 0
  errors = 0
  tokens: string[] = []
  constructor(prefersStreaming = false) {
    super()
    this.lc_prefer_streaming = prefersStreaming
    this.awaitHandlers = true
  }
  override handleChatModelStart(): void {
    this.starts++
  }
  override handleLLMNewToken(token: string): void {
    if (token !== '') this.tokens.push(token)
  }
  override handleLLMEnd(): void {
    this.ends++
  }
  override handleLLMError(): void {
    this.errors++
  }
}

describe('invoke', () => {
  it('is served by the default handler, and says by whom, why, for what and instead of what', async () => {
    const { model } = await setUp()
    const message = await model.invoke('Translate to French: good morning')
    expect(message.text).toBe('answer of cheap')
    expect(message.response_metadata).toMatchObject({ model: 'cheap', model_provider: 'deepseek' })
    const decision = said(message)
    expect(decision).toMatchObject({
      target: 'cheap',
      model: 'deepseek/cheap',
      tier: 'economy',
      task: 'translate',
      escalated: false,
      isCostLowerBound: false,
      baseline: { model: 'anthropic/best' },
      attempts: [{ target: 'cheap', purpose: 'serve', end: 'done' }],
    })
    const { input_tokens: input = 0, output_tokens: output = 0 } = message.usage_metadata ?? {}
    expect(decision.costUsd).toBeCloseTo((input + 2 * output) / 1e6, 12)
    expect(decision.savedUsd).toBeCloseTo(decision.costUsd * 9, 12)
    expect(JSON.parse(JSON.stringify(decision))).toEqual(decision)
  })

  it.each([
    ['auto', 'cheap'],
    ['task:math', 'best'],
    ['tier:frontier', 'best'],
    ['openai/spare', 'spare'],
    ['spare', 'spare'],
    ['gpt-4', 'best'],
  ])('%s goes to %s', async (id, target) => {
    const { router, models, model } = await setUp({ router: { aliases: { 'gpt-4': 'tier:frontier' } } })
    expect((await model.invoke('Hello there', { signalbox: { model: id } })).text).toBe(`answer of ${target}`)
    const own = new RoutedChatModel({ router, models, model: id })
    expect((await own.invoke('Hello there')).text).toBe(`answer of ${target}`)
  })

  it('hands hints to the router and none of them to a provider', async () => {
    const { model, ledger, providers } = await setUp()
    const signalbox = { task: 'math', tenant: 'acme', tags: { team: 'blue' }, session: 's1', shadow: false }
    await model.withConfig({ signalbox }).invoke('Hello there')
    expect(ledger.outcomes[0]).toMatchObject({ task: 'math', tenant: 'acme', session: 's1', tags: { team: 'blue' } })
    expect(JSON.parse(ledger.outcomes[0]?.requestJson ?? '')).toMatchObject({ shadow: false })
    expect(JSON.stringify(providers.best.requests)).not.toMatch(/acme|blue|signalbox/)
  })

  it('takes the thread for the session, else the run', async () => {
    const { model, ledger } = await setUp()
    await model.invoke('Hello', { configurable: { thread_id: 't1' } } as never)
    const listener = new Listener()
    await model.invoke('Hello', { callbacks: [listener] })
    await collect(await model.stream('Hello', { configurable: { thread_id: 't2' } } as never))
    const sessions = ledger.outcomes.map(({ session }) => session)
    expect(sessions).toEqual(['t1', expect.stringMatching(/^[0-9a-f-]{36}$/), 't2'])
  })

  it('falls back, with one answer, and the caller counts one try a target: none of the packages tries again by itself', async () => {
    const { model, ledger, providers } = await setUp({ cheap: down, spare: down })
    const message = await model.invoke('Hello there')
    expect(message.text).toBe('answer of best')
    expect(said(message)).toMatchObject({ fallback: 'up', escalated: true, escalationCause: 'fallback' })
    expect([providers.cheap, providers.spare, providers.best].map(({ requests }) => requests.length)).toEqual([1, 1, 1])
    expect(ledger.outcomes).toHaveLength(1)
  })

  it('one instance serves 50 at once: with the primary down nobody is lost', async () => {
    const { model, ledger } = await setUp({ cheap: down })
    const replies = await Promise.all(Array.from({ length: 50 }, () => model.invoke('Hi')))
    expect(replies.map(({ text }) => text)).toEqual(Array.from({ length: 50 }, () => 'answer of spare'))
    const streams = await Promise.all(Array.from({ length: 50 }, async () => collect(await model.stream('Hi'))))
    expect(new Set(streams.map(({ text }) => text))).toEqual(new Set(['answer of spare']))
    expect(ledger.outcomes).toHaveLength(100)
  })

  it('sends the output limit that a ceiling asks for, and leaves a lower one of the model', async () => {
    const { router, models, providers } = await setUp({
      router: { constraints: { maxCostUsd: 0.01 }, defaultMaxOutputTokens: 300 },
    })
    await new RoutedChatModel({ router, models }).invoke('Hello there')
    await new RoutedChatModel({ router, models }).invoke('Hello there', { signalbox: { model: 'spare' } })
    await new RoutedChatModel({ router, models }).invoke('Hello there', { signalbox: { model: 'best' } })
    const low = new ChatOpenAI({
      model: 'spare',
      apiKey: 'test',
      maxTokens: 20,
      configuration: models.spare.clientConfig,
    })
    await new RoutedChatModel({ router, models: { ...models, spare: low } }).invoke('Hello', {
      signalbox: { model: 'spare' },
    })
    const limitOf = ({ body }: MockRequest): unknown => body['max_tokens']
    expect(providers.cheap.requests.map(limitOf)).toEqual([300])
    expect(providers.spare.requests.map(limitOf)).toEqual([300, 20])
    expect(providers.best.requests.map(limitOf)).toEqual([300])
    expect(models.spare.maxTokens).toBeUndefined()
  })
})

describe('a candidate that streams inside', () => {
  it('is cut where it does not name its end, whole as it may look', async () => {
    const { router, models } = await setUp({
      best: { answer: 'one two three four', faults: () => ({ kind: 'clean-cut', afterTokens: 3 }) },
    })
    const best = new ChatAnthropic({
      model: 'best',
      apiKey: 'test',
      anthropicApiUrl: models.best.apiUrl ?? '',
      streaming: true,
    })
    const model = new RoutedChatModel({ router, models: { ...models, best } })
    await expect(model.invoke('Hello', { signalbox: { model: 'best' } })).rejects.toMatchObject({
      attempts: [{ end: 'failed', reason: 'cut' }],
    })
  })
})

describe('stream', () => {
  it('falls back before the first word, and the last chunk says who served, with the sums right', async () => {
    const { model, ledger } = await setUp({ cheap: down })
    const chunks: AIMessageChunk[] = []
    for await (const chunk of await model.stream('Translate to French: good morning')) chunks.push(chunk)
    expect(chunks.filter(({ text }) => text !== '').length).toBeGreaterThan(1)
    const whole = chunks.reduce((sum, chunk) => sum.concat(chunk))
    expect(whole.text).toBe('answer of spare')
    expect(whole.response_metadata).toMatchObject({ model: 'spare', model_provider: 'openai' })
    expect(said(whole)).toMatchObject({ target: 'spare', fallback: 'same-tier' })
    expect(whole.usage_metadata?.input_tokens).toBe(ledger.settlements.at(-1)?.inputTokens)
    expect(ledger.outcomes.map(({ kind }) => kind)).toEqual(['served'])
  })

  it("breaks openly after the first word, with the provider's error", async () => {
    const { model, ledger } = await setUp({
      cheap: { answer: 'one two three four', tokensPerSecond: 50, faults: [{ kind: 'cut', afterTokens: 2 }] },
    })
    let text = ''
    const reading = (async () => {
      for await (const chunk of await model.stream('Hello there')) text += chunk.text
    })()
    const error: unknown = await reading.catch((thrown: unknown) => thrown)
    expect(text.length).toBeGreaterThan(0)
    expect(error).toBeInstanceOf(Error)
    expect(ledger.outcomes.map(({ kind }) => kind)).toEqual(['broken'])
  })

  it('a reader who leaves closes the stream upstream', async () => {
    const { model, providers, ledger } = await setUp({
      cheap: { answer: Array.from({ length: 200 }, (_, n) => `word${n}`).join(' '), tokensPerSecond: 200 },
    })
    for await (const chunk of await model.stream('Hello there')) if (chunk.text !== '') break
    await expect.poll(() => providers.cheap.requests[0]?.ended).toBe('aborted')
    await expect.poll(() => ledger.outcomes[0]?.kind).toBe('aborted')
  })

  it("an abort throws the caller's own reason", async () => {
    const { model, providers } = await setUp({ cheap: { answer: 'slow', firstTokenMs: 5_000 } })
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('enough')), 50)
    await expect(model.stream('Hello', { signal: controller.signal }).then(collect)).rejects.toThrow(/enough|Abort/)
    await expect.poll(() => providers.cheap.requests[0]?.ended).toBe('aborted')
    expect(providers.spare.requests).toHaveLength(0)
  })

  it('of events keeps the form of the provider, and its last one carries decision and usage', async () => {
    const { model } = await setUp({ cheap: down })
    const stream = model.streamEvents('Hello there')
    let text = ''
    for await (const token of stream.text) text += token
    expect(text).toBe('answer of spare')
    const message = await stream
    expect(said(message)).toMatchObject({ target: 'spare', fallback: 'same-tier' })
    expect(message.usage_metadata?.output_tokens).toBeGreaterThan(0)
    expect(message.response_metadata).toMatchObject({ model: 'spare', model_provider: 'openai' })
  })

  it('of a model that cannot stream is collected inside', async () => {
    const { router, models } = await setUp()
    const model = new RoutedChatModel({ router, models: { ...models, cheap: new WholeModel() } })
    const whole = await collect(await model.stream('Hello there'))
    expect(whole.text).toBe('all at once')
    expect(whole.tool_calls?.map(({ name, args }) => ({ name, args }))).toEqual([{ name: 'look', args: { at: 1 } }])
    expect(said(whole).target).toBe('cheap')
    expect((await model.streamEvents('Hello there')).text).toBe('all at once')
  })

  it('is taken over by another target in mid text, where the policy says so', async () => {
    const answer = 'one two three four five six'
    const { model } = await setUp({
      cheap: { answer, tokensPerSecond: 50, faults: [{ kind: 'cut', afterTokens: 2 }] },
      spare: { answer },
      router: { execution: { commit: 'resume', maxRetriesPerTarget: 0 } },
    })
    const whole = await collect(await model.stream('Hello there'))
    expect(whole.text).toBe(answer)
    expect(said(whole)).toMatchObject({ target: 'spare', fallback: 'same-tier' })
  })
})

describe('callbacks', () => {
  const drafts: Partial<RouterOptions> = {
    strategy: cascade({ tiers: ['economy', 'frontier'], gate: checks() }),
    tiers: [
      { name: 'economy', targets: ['cheap'] },
      { name: 'frontier', targets: ['best'] },
    ],
  }

  it.each([
    [
      'invoke',
      async (model: RoutedChatModel, listener: Listener) =>
        (await model.invoke('Hello', { callbacks: [listener] })).text,
    ],
    [
      'stream',
      async (model: RoutedChatModel, listener: Listener) =>
        (await collect(await model.stream('Hello', { callbacks: [listener] }))).text,
    ],
  ])('of %s hear one run, every token once, and nothing of a rejected draft', async (_how, ask) => {
    const { model } = await setUp({ cheap: { answer: "I'm sorry, but I can't help with that." }, router: drafts })
    const listener = new Listener(true)
    expect(await ask(model, listener)).toBe('answer of best')
    expect(listener).toMatchObject({ starts: 1, ends: 1, errors: 0 })
    expect(listener.tokens.join('')).toBe('answer of best')
  })

  it('a failure is told once', async () => {
    const { model } = await setUp({ cheap: down, spare: down, best: down })
    const listener = new Listener()
    await expect(model.invoke('Hello', { callbacks: [listener] })).rejects.toThrow(/503/)
    expect(listener).toMatchObject({ starts: 1, ends: 0, errors: 1 })
  })

  it('usage counts rejected drafts and judges, whole and streamed alike', async () => {
    const { model, ledger } = await setUp({
      spare: { answer: '{"probability": 0.1}' },
      router: {
        ...drafts,
        strategy: cascade({ tiers: ['economy', 'frontier'], gate: judge({ target: 'spare', atLeast: 0.7 }) }),
      },
    })
    const whole = await model.invoke('Hello there')
    expect(whole.text).toBe('answer of best')
    /** What the last request has used, over all its attempts. */
    const used = (): readonly [number, number] => {
      const id = ledger.outcomes.at(-1)?.requestId
      const rows = ledger.settlements.filter(({ requestId }) => requestId === id)
      expect(rows).toHaveLength(3)
      return rows.reduce(([a, b], { inputTokens = 0, outputTokens = 0 }) => [a + inputTokens, b + outputTokens], [0, 0])
    }
    const told = ({ usage_metadata: usage }: AIMessage | AIMessageChunk): unknown[] => [
      usage?.input_tokens,
      usage?.output_tokens,
    ]
    expect(told(whole)).toEqual(used())
    expect(said(whole).attempts.map(({ purpose, end }) => `${purpose} ${end}`)).toEqual([
      'serve rejected',
      'judge done',
      'serve done',
    ])
    const streamed = await collect(await model.stream('Hello there'))
    expect(told(streamed)).toEqual(used())
    expect(streamed.usage_metadata?.total_tokens).toBe(used()[0] + used()[1])
    expect(told(await model.streamEvents('Hello there'))).toEqual(used())
  })
})

const add = tool(({ a, b }: { a: number; b: number }) => String(a + b), {
  name: 'add',
  description: 'Adds.',
  schema: z.object({ a: z.number(), b: z.number() }),
})

describe('tools and schemas', () => {
  it('are converted by whichever model answers', async () => {
    const { model, providers } = await setUp({ cheap: down, spare: down, best: { answer: obedient('done') } })
    const message = await model.bindTools([add]).invoke('Add 1 and 2')
    expect(message.tool_calls?.[0]).toMatchObject({ name: 'add' })
    expect(JSON.stringify(providers.spare.requests[0]?.body['tools'])).toContain('"parameters"')
    expect(JSON.stringify(providers.best.requests[0]?.body['tools'])).toContain('"input_schema"')
  })

  it.each(['functionCalling', 'jsonSchema', undefined] as const)(
    'structured output by %s is read by the parser of the model that answered',
    async (method) => {
      const schema = z.object({ name: z.string(), age: z.number() })
      for (const [answering, faults] of [
        ['cheap', {}],
        ['spare', { cheap: down }],
        ['best', { cheap: down, spare: down }],
      ] as const) {
        const answer = { answer: obedient('{"name":"","age":0}') }
        const own = await createWorld({ cheap: answer, spare: answer, best: answer, ...faults })
        try {
          const asked = own.model.withStructuredOutput(schema, { includeRaw: true, ...(method && { method }) })
          const { raw, parsed } = await asked.invoke('Extract the name')
          expect(schema.safeParse(parsed).success, answering).toBe(true)
          expect(said(raw as AIMessage).target).toBe(answering)
        } finally {
          await own.close()
        }
      }
    },
  )

  it('structured output has the type of its schema', async () => {
    const { model } = await setUp({ cheap: { answer: obedient('') } })
    const schema = z.object({ name: z.string() })
    const value = await model.withStructuredOutput(schema).invoke('Extract')
    expectTypeOf(value.name).toEqualTypeOf<string>()
    const { parsed } = await model.withStructuredOutput(schema, { includeRaw: true }).invoke('Extract')
    expectTypeOf(parsed.name).toEqualTypeOf<string>()
    const json = await model.withStructuredOutput({ type: 'object', title: 'thing', properties: {} }).invoke('Extract')
    expectTypeOf(json).toEqualTypeOf<Record<string, unknown>>()
    expect([value, parsed, json]).toEqual([{ name: '' }, { name: '' }, {}])
  })

  it('structured output streams as far as the answering model lets it', async () => {
    const { model } = await setUp({ cheap: down, spare: { answer: '{"name": "Ada", "city": "Oslo"}' } })
    const asked = model.withStructuredOutput(
      { type: 'object', title: 'person', properties: {} },
      { method: 'jsonSchema' },
    )
    const values: unknown[] = []
    for await (const value of await asked.stream('Extract')) values.push(value)
    expect(values.length).toBeGreaterThan(1)
    expect(values.at(-1)).toEqual({ name: 'Ada', city: 'Oslo' })
  })

  it('gates hold a draft against the schema, however it was asked for', async () => {
    const { model } = await setUp({
      cheap: down,
      spare: { answer: '{"city":1}' },
      best: { answer: obedient('') },
      router: { strategy: cascade({ tiers: ['economy', 'frontier'], gate: checks() }) },
    })
    const schema = z.object({ city: z.string(), degrees: z.number() })
    for (const method of [undefined, 'jsonSchema', 'functionCalling'] as const) {
      const asked = model.withStructuredOutput(schema, { includeRaw: true, ...(method && { method }) })
      const { raw, parsed } = await asked.invoke('How warm is Oslo?')
      expect(said(raw as AIMessage).target).toBe('best')
      expect(parsed).toEqual({ city: '', degrees: expect.any(Number) })
    }
  })

  it('a model needs only what it is asked by', async () => {
    const capabilities = { tools: false, jsonSchema: true }
    const own = cards.map((one) => (one.id === 'openai/spare' ? card(one.id, 2, { capabilities }) : one))
    const { model } = await setUp({
      cheap: down,
      spare: { answer: '{"name":"Ada"}' },
      router: { catalog: createCatalog({ version: 'test', models: own }) },
    })
    const value = await model.withStructuredOutput(z.object({ name: z.string() })).invoke('Extract')
    expect(value).toEqual({ name: 'Ada' })
  })

  it('a candidate that takes no tools is passed over, and asked where it need not', async () => {
    const { router, models, providers } = await setUp({ spare: { answer: obedient('done') } })
    const model = new RoutedChatModel({ router, models: { ...models, cheap: new WholeModel() } })
    expect((await model.invoke('Hello')).text).toBe('all at once')
    const message = await model.bindTools([add]).invoke('Add 1 and 2')
    expect(said(message).target).toBe('spare')
    expect(providers.cheap.requests).toHaveLength(0)
  })

  it('nobody is asked when no candidate takes tools: the error says what to change', async () => {
    const { router, ledger } = await setUp()
    const models = { cheap: new WholeModel(), spare: new WholeModel(), best: new WholeModel() }
    const model = new RoutedChatModel({ router, models })
    const error: unknown = await model
      .bindTools([add])
      .invoke('Add')
      .catch((thrown: unknown) => thrown)
    expect(RouteError.isInstance(error)).toBe(true)
    expect(error).toMatchObject({ code: 'no-candidate', attempts: [] })
    expect((error as Error).message).toMatch(
      /cheap takes no tools: WholeModel has no bindTools; .*Add a target whose model can do this/s,
    )
    expect(getRetryable(error)).toBe(false)
    expect(ledger.intents).toHaveLength(0)
  })

  it('a schema that one candidate rejects goes to another; rejected by all, nothing is sent', async () => {
    const { router, models, ledger } = await setUp({ spare: { answer: obedient('') } })
    const schema = z.object({ name: z.string() })
    const some = new RoutedChatModel({ router, models: { ...models, cheap: new WholeModel() } })
    expect(await some.withStructuredOutput(schema).invoke('Extract')).toEqual({ name: '' })
    const none = new RoutedChatModel({
      router,
      models: { cheap: new WholeModel(), spare: new WholeModel(), best: new WholeModel() },
    })
    const before = ledger.intents.length
    await expect(none.withStructuredOutput(schema).invoke('Extract')).rejects.toThrow(/cannot be held to this schema/)
    expect(ledger.intents).toHaveLength(before)
  })

  it('a model that comes with tools bound is told apart', async () => {
    const { router, models } = await setUp({ spare: { answer: obedient('done') } })
    const model = new RoutedChatModel({ router, models: { ...models, cheap: models.cheap.bindTools([add]) } })
    const message = await model.bindTools([add]).invoke('Add 1 and 2')
    expect(said(message).target).toBe('spare')
  })

  it('a picture goes to a model that reads pictures', async () => {
    const blind = cards.map((one) =>
      one.id === 'anthropic/best' ? one : card(one.id, 1, { inputModalities: ['text'] }),
    )
    const { model } = await setUp({ router: { catalog: createCatalog({ version: 'test', models: blind }) } })
    const picture = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }
    const message = await model.invoke([
      new HumanMessage({ content: [{ type: 'text', text: 'What is this?' }, picture] }),
    ])
    expect(said(message).target).toBe('best')
  })
})

describe('errors', () => {
  it("one attempt: the provider's own error, class and status, not retryable, with the whole story as its cause", async () => {
    const { model } = await setUp({ cheap: { answer: '', faults: () => ({ kind: 'status', status: 400 }) } })
    const error: unknown = await model
      .invoke('Hello', { signalbox: { model: 'cheap' } })
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      status: 400,
      attempts: [{ target: 'cheap' }],
    })
    expect((error as Error).constructor.name).toBe('BadRequestError')
    expect(RouteError.isInstance((error as Error).cause)).toBe(true)
    expect(getRetryable(error)).toBe(false)
  })

  it("several attempts: the last provider's error, with the attempts beside", async () => {
    const { model, providers } = await setUp({ cheap: down, spare: down, best: down })
    const chain = model.withRetry({ stopAfterAttempt: 1 })
    const error: unknown = await chain.invoke('Hello').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      status: 503,
      attempts: [
        { target: 'cheap', end: 'failed' },
        { target: 'spare', end: 'failed' },
        { target: 'best', end: 'failed' },
      ],
    })
    expect(providers.best.requests).toHaveLength(1)
  })

  it.each([
    ['no messages', [] as BaseMessage[], {}, LangChainError, /no messages to answer/],
    [
      'an unknown id',
      [new HumanMessage('Hi')],
      { model: 'gpt-9' },
      UnknownModelError,
      /no model, target or tier "gpt-9"/,
    ],
  ])('%s: typed, with the remedy, and nothing is sent', async (_what, messages, signalbox, type, message) => {
    const { model, ledger } = await setUp()
    for (const ask of [
      () => model.invoke(messages, { signalbox }),
      async () => collect(await model.stream(messages, { signalbox })),
      async () => model.streamEvents(messages, { signalbox }),
    ]) {
      const error: unknown = await ask().catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(type)
      expect((error as Error).message).toMatch(message)
      expect(getRetryable(error)).toBe(false)
    }
    expect(ledger.intents).toHaveLength(0)
  })

  it('a target without a model, a model without a target, a model that is none: told together', async () => {
    const { router, models } = await setUp()
    const make = (): RoutedChatModel =>
      new RoutedChatModel({ router, models: { cheap: models.cheap, spare: {} as never, other: models.best } })
    expect(make).toThrow(ConfigurationError)
    expect(make).toThrow(/"best" has no model[\s\S]*no target "other"[\s\S]*models\["spare"\] is no chat model/)
  })
})

describe('a model among models', () => {
  it('promises what all candidates can do', async () => {
    const { router } = await setUp()
    const withProfile = (profile: object): BaseChatModel => Object.assign(new WholeModel(), { own: profile })
    const model = new RoutedChatModel({
      router,
      models: {
        cheap: withProfile({ maxInputTokens: 100, toolCalling: true, imageInputs: true, fileMimeTypes: ['a', 'b'] }),
        spare: withProfile({ maxInputTokens: 50, toolCalling: true, imageInputs: false, fileMimeTypes: ['b'] }),
        best: withProfile({
          maxInputTokens: 200,
          toolCalling: true,
          imageInputs: true,
          fileMimeTypes: ['b', 'c'],
          structuredOutput: true,
        }),
      },
    })
    expect(model.profile).toEqual({ maxInputTokens: 50, toolCalling: true, imageInputs: false, fileMimeTypes: ['b'] })
  })

  it('is written down by name, without keys, and found again', async () => {
    const { router, models } = await setUp()
    const model = new RoutedChatModel({
      router,
      models,
      model: 'tier:frontier',
      routerName: 'mine',
      tags: ['a'],
      outputVersion: 'v1',
    })
    const text = JSON.stringify(model)
    expect(text).not.toMatch(/test"|apiKey/)
    const again = await load<RoutedChatModel>(text, {
      optionalImportsMap: { 'langchain/chat_models/signalbox': { RoutedChatModel } } as never,
    })
    expect((await again.invoke('Hello')).text).toBe('answer of best')
    expect(again).toMatchObject({ tags: ['a'], outputVersion: 'v1' })
    const lost = text.replaceAll('mine', 'nobody')
    await expect(
      load(lost, { optionalImportsMap: { 'langchain/chat_models/signalbox': { RoutedChatModel } } as never }),
    ).rejects.toThrow(/no routed model "nobody"/)
  })

  it('is not found again as a model of another policy', async () => {
    const { router, models } = await setUp()
    const text = JSON.stringify(new RoutedChatModel({ router, models, routerName: 'ours' }))
    const other = await createWorld({ router: { strategy: tier('frontier') } })
    try {
      void new RoutedChatModel({ router: other.router, models: other.models, routerName: 'ours' })
      const again = await load<RoutedChatModel>(text, {
        optionalImportsMap: { 'langchain/chat_models/signalbox': { RoutedChatModel } } as never,
      })
      expect((await again.invoke('Hello')).text).toBe('answer of cheap')
      const unknown = text.replace(router.policy.version, 'changed')
      await expect(
        load(unknown, { optionalImportsMap: { 'langchain/chat_models/signalbox': { RoutedChatModel } } as never }),
      ).rejects.toThrow(/several routed models "ours".*routerName of its own/)
    } finally {
      await other.close()
    }
  })

  it('stays a chat model with options bound, as ChatOpenAI does', async () => {
    const { model, ledger } = await setUp({ cheap: { answer: obedient('done') } })
    const bound = model.withConfig({ signalbox: { tenant: 'acme' }, tags: ['x'] }).bindTools([add])
    expect(bound).toBeInstanceOf(RoutedChatModel)
    expect((await bound.streamEvents('Add')).tool_calls?.map(({ name }) => name)).toEqual(['add'])
    expect((await bound.invoke('Add')).tool_calls).toHaveLength(1)
    expect((await collect(await bound.stream('Add'))).tool_calls).toHaveLength(1)
    const schema = z.object({ name: z.string() })
    expect(
      await model
        .withConfig({ signalbox: { task: 'extract' } })
        .withStructuredOutput(schema)
        .invoke('x'),
    ).toEqual({ name: '' })
    expect(ledger.outcomes.map(({ tenant }) => tenant)).toEqual(['acme', 'acme', 'acme', undefined])
    expect((await model.invoke('Hello')).tool_calls).toEqual([])
    // Call options win over bound ones.
    await bound.invoke('Add', { signalbox: { tenant: 'other' } })
    expect(ledger.outcomes.at(-1)?.tenant).toBe('other')
  })

  it('merges hints one by one, as tags and metadata are', async () => {
    const { model, ledger } = await setUp()
    const bound = model.withConfig({ signalbox: { tenant: 'acme', tags: { team: 'docs' } } })
    await bound.invoke('hi', { signalbox: { session: 's', tags: { page: 'one' } } })
    await bound.withConfig({ signalbox: { task: 'math', tenant: undefined } }).invoke('hi')
    expect(ledger.outcomes).toMatchObject([
      { tenant: 'acme', tags: { team: 'docs', page: 'one' } },
      { tenant: 'acme', task: 'math' },
    ])
    await expect(bound.invoke('hi', { signalbox: 'acme' as never })).rejects.toThrow(/signalbox/)
  })

  it('as a candidate of another gets the tools and keeps its own hints', async () => {
    const { model: inner, ledger } = await setUp({
      cheap: { answer: obedient('done') },
      best: { answer: obedient('done') },
    })
    const router = createRouter({
      catalog: createCatalog({ version: 'test', models: cards }),
      targets: [{ id: 'in', model: 'openai/spare' }],
      tiers: [{ name: 'only', targets: ['in'] }],
      strategy: rules([], { otherwise: 'only' }),
    })
    const outer = new RoutedChatModel({ router, models: { in: inner } })
    expect((await outer.bindTools([add]).invoke('Add')).tool_calls).toHaveLength(1)
    expect((await collect(await outer.bindTools([add]).stream('Add'))).tool_calls).toHaveLength(1)
    const hinted = inner.withConfig({ signalbox: { tenant: 'inner', model: 'best' } })
    const second = new RoutedChatModel({ router, models: { in: hinted } })
    expect((await second.bindTools([add]).invoke('Add')).tool_calls).toHaveLength(1)
    expect(ledger.outcomes.map(({ tenant }) => tenant)).toEqual([undefined, undefined, 'inner'])
    expect(world?.providers.best.requests).toHaveLength(1)
    await expect(outer.withStructuredOutput(z.object({ name: z.string() })).invoke('hi')).rejects.toThrow(
      /in cannot be held to this schema: it is a routed model itself/,
    )
  })

  it('sends bound tools beside a schema where that is asked for natively', async () => {
    const { model, providers } = await setUp({ spare: { answer: obedient('done') } })
    const asked = model.bindTools([add]).withConfig({ signalbox: { model: 'spare' } })
    const schema = z.object({ name: z.string() })
    await asked
      .withStructuredOutput(schema, { method: 'jsonSchema' })
      .invoke('hi')
      .catch(() => {})
    const names = (body: unknown): unknown =>
      (body as { tools?: { function: { name: string } }[] }).tools?.map(({ function: { name } }) => name)
    expect(names(providers.spare.requests[0]?.body)).toEqual(['add'])
    expect(providers.spare.requests[0]?.body).toMatchObject({ response_format: { type: 'json_schema' } })
    await asked.withStructuredOutput(schema, { method: 'functionCalling' }).invoke('hi')
    expect(names(providers.spare.requests[1]?.body)).toEqual(['extract'])
  })

  it('with a cache tells candidates apart by what can be written of them, and writes no secret', async () => {
    const { router, models, providers } = await setUp()
    const cache = new KeyedCache()
    const circular: Record<string, unknown> = {}
    circular['self'] = circular
    for (const temperature of [0.1, 0.9]) {
      const warm = new ChatDeepSeek({ ...deepseek(models), temperature })
      const cheap = warm.withConfig({
        options: { headers: { authorization: 'Bearer SECRET' }, httpAgent: circular },
        other: circular,
        extra: { apiKey: 'SECRET' },
        seed: 1n,
      } as never)
      await new RoutedChatModel({ router, models: { ...models, cheap }, cache }).invoke('hello').catch(() => {})
    }
    expect(new Set(cache.keys).size).toBe(2)
    expect(cache.keys.join()).not.toContain('SECRET')
    expect(providers.best.requests).toHaveLength(0)
  })

  it('with a cache tells ids apart, and asks once for one', async () => {
    const { router, models } = await setUp()
    const cache = new KeyedCache()
    for (const spare of ['nobody:one', 'nobody:two']) {
      const model = new RoutedChatModel({ router, models: { ...models, spare }, cache })
      await model.invoke('hello')
      await model.invoke('hello')
    }
    expect(new Set(cache.keys).size).toBe(2)
    expect(world?.ledger.outcomes).toHaveLength(2)
  })

  it('with a cache asks once, whatever the conversation', async () => {
    const { router, models, ledger } = await setUp()
    const model = new RoutedChatModel({ router, models, cache: new InMemoryCache() })
    await model.invoke('Hello there', { configurable: { thread_id: 'a' } } as never)
    const hit = await model.invoke('Hello there', { configurable: { thread_id: 'b' } } as never)
    expect(hit.text).toBe('answer of cheap')
    expect(hit.usage_metadata).toMatchObject({ input_tokens: 0, output_tokens: 0 })
    await model.invoke('Hello there', { signalbox: { model: 'best' } })
    expect(ledger.outcomes).toHaveLength(2)
  })

  it('with a cache tells tools, schemas, policies and settings apart', async () => {
    const other = tool(() => '', { name: 'other', description: 'Else.', schema: z.object({ a: z.number() }) })
    const { router, models } = await setUp({ cheap: { answer: obedient('done') } })
    const cache = new InMemoryCache()
    const model = new RoutedChatModel({ router, models, cache })
    const called = async (one: RoutedChatModel): Promise<unknown> => (await one.invoke('hi')).tool_calls?.[0]?.name
    expect([await called(model.bindTools([add])), await called(model.bindTools([other]))]).toEqual(['add', 'other'])

    const warm = new ChatDeepSeek({ ...deepseek(models), temperature: 0.9 })
    const before = world?.ledger.outcomes.length ?? 0
    await model.invoke('hello')
    await new RoutedChatModel({ router, models: { ...models, cheap: warm }, cache }).invoke('hello')
    await model.invoke('hello')
    expect(world?.ledger.outcomes.length).toBe(before + 2)

    const schema = z.object({ name: z.string() })
    for (let time = 0; time < 2; time++)
      expect(await model.withStructuredOutput(schema).invoke('hi')).toEqual({ name: '' })
  })

  it('takes ids for initChatModel, made at the first call', async () => {
    const { router, models, providers } = await setUp()
    const { baseURL } = models.spare.clientConfig
    const kept = { key: process.env['OPENAI_API_KEY'], url: process.env['OPENAI_BASE_URL'] }
    process.env['OPENAI_API_KEY'] = 'test'
    process.env['OPENAI_BASE_URL'] = baseURL ?? ''
    try {
      const model = new RoutedChatModel({ router, models: { ...models, spare: 'openai:spare' } })
      const message = await model.invoke('Hello', { signalbox: { model: 'spare' } })
      expect(message.text).toBe('answer of spare')
      expect((await collect(await model.stream('Hello', { signalbox: { model: 'spare' } }))).text).toBe(
        'answer of spare',
      )
      expect(providers.spare.requests.map(({ stream }) => stream)).toEqual([false, true])
      expect(model.profile).toBeDefined()
      // One that cannot be made is passed over, with the reason.
      const lost = new RoutedChatModel({ router, models: { ...models, spare: 'nobody:model' } })
      expect((await lost.invoke('Hello')).text).toBe('answer of cheap')
      await expect(lost.invoke('Hello', { signalbox: { model: 'spare' } })).rejects.toThrow(
        /spare cannot be made of "nobody:model": .*Install "langchain"/s,
      )
    } finally {
      if (kept.key === undefined) delete process.env['OPENAI_API_KEY']
      if (kept.url === undefined) delete process.env['OPENAI_BASE_URL']
    }
  })

  it("gives v1 content blocks in the served model's own terms", async () => {
    const { router, models } = await setUp()
    const model = new RoutedChatModel({ router, models, outputVersion: 'v1' })
    const message = await model.invoke('Hello there', { signalbox: { model: 'best' } })
    expect(message.content).toEqual([expect.objectContaining({ type: 'text', text: 'answer of best' })])
    expect(message.response_metadata).toMatchObject({ model_provider: 'anthropic', output_version: 'v1' })
    expect(said(message).target).toBe('best')
  })

  it('leaves an answer that its model keeps for others as it was', async () => {
    const kept = new AIMessage('the same object every time')
    const { router, models } = await setUp()
    const model = new RoutedChatModel({ router, models: { ...models, cheap: new WholeModel(kept) } })
    const message = await model.invoke('Hello')
    expect(message).not.toBe(kept)
    expect(kept.response_metadata).toEqual({})
    expect(JSON.parse(JSON.stringify(message)).kwargs.response_metadata.signalbox.target).toBe('cheap')
  })

  it('is not shared state: two routers side by side', async () => {
    const { models } = await setUp()
    const make = (target: 'cheap' | 'best'): RoutedChatModel =>
      new RoutedChatModel({
        router: createRouter({
          catalog: createCatalog({ version: 'test', models: cards }),
          targets: [{ id: target, model: target === 'cheap' ? 'deepseek/cheap' : 'anthropic/best' }],
          tiers: [{ name: 'only', targets: [target] }],
          strategy: tier('only'),
        }),
        models: { [target]: models[target] },
      })
    const [first, second] = [make('cheap'), make('best')]
    expect((await first.invoke('Hello')).text).toBe('answer of cheap')
    expect((await second.invoke('Hello')).text).toBe('answer of best')
  })
})

function deepseek({ cheap }: World['models']): { model: string; apiKey: string; configuration: { baseURL: string } } {
  return { model: 'cheap', apiKey: 'test', configuration: { baseURL: cheap.clientConfig.baseURL ?? '' } }
}

/** A chat model with nothing but `_generate`. */
class WholeModel extends BaseChatModel {
  static override lc_name(): string {
    return 'WholeModel'
  }
  private readonly kept: AIMessage
  own = {}
  constructor(
    kept: AIMessage = new AIMessage({
      content: 'all at once',
      tool_calls: [{ name: 'look', args: { at: 1 }, id: 'c1', type: 'tool_call' }],
      usage_metadata: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    }),
  ) {
    super({})
    this.kept = kept
  }
  override get profile(): object {
    return this.own
  }
  override _llmType(): string {
    return 'whole'
  }
  override async _generate(): Promise<ChatResult> {
    return { generations: [{ text: this.kept.text, message: this.kept }] }
  }
}
