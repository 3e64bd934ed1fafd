import {
  cascade,
  checks,
  createCatalog,
  createMemoryLedger,
  createRouter,
  createSignalbox,
  judge,
  logprobs,
  tier,
  type SignalboxMetadata,
} from '@signalbox/ai-sdk'
import {
  InvalidArgumentError,
  InvalidPromptError,
  UnsupportedFunctionalityError,
  type LanguageModelV2,
  type LanguageModelV4CallOptions,
  type LanguageModelV4Prompt,
  type LanguageModelV4StreamPart,
} from '@ai-sdk/provider'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import { embedMany, generateText, streamText, tool } from 'ai'
import { MockEmbeddingModelV4, MockLanguageModelV3, MockLanguageModelV4, simulateReadableStream } from 'ai/test'
import { z } from 'zod'
import { afterEach, describe, expect, it } from 'vitest'
import { card, cards, createWorld, type World, type WorldOptions } from './world.ts'

let world: World | undefined
const setUp = async (options?: WorldOptions): Promise<World> => (world = await createWorld(options))
afterEach(async () => {
  await world?.close()
  world = undefined
})
const said = (metadata: Record<string, unknown> | undefined): SignalboxMetadata =>
  metadata?.['signalbox'] as SignalboxMetadata
const usage = (input: number, output: number) => ({
  inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: output, text: output, reasoning: 0 },
})
const stop = { unified: 'stop', raw: 'stop' } as const
const text = (words: string, used = usage(10, 5)) => ({
  content: [{ type: 'text' as const, text: words }],
  finishReason: stop,
  usage: used,
  warnings: [],
})
const prompt: LanguageModelV4Prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hello there' }] }]

async function collect<T>(stream: ReadableStream<T>): Promise<T[]> {
  const parts: T[] = []
  for await (const part of stream) parts.push(part)
  return parts
}

/** The three targets of `cards` served by models of the host's own test kit. */
function mocked(
  models: { cheap?: MockLanguageModelV4; spare?: MockLanguageModelV4; best?: MockLanguageModelV4 },
  router: Partial<Parameters<typeof createRouter>[0]> = {},
  options: Partial<Parameters<typeof createSignalbox>[0]> = {},
) {
  const ledger = createMemoryLedger()
  const made = createRouter({
    catalog: createCatalog({ version: 'test', models: cards }),
    targets: cards.map(({ id }) => ({ id: id.split('/')[1] ?? '', model: id })),
    tiers: [
      { name: 'economy', targets: ['cheap', 'spare'] },
      { name: 'frontier', targets: ['best'] },
    ],
    strategy: tier('economy'),
    execution: { maxRetriesPerTarget: 0 },
    ledger,
    ...router,
  })
  const make = (name: string, provider: string) =>
    new MockLanguageModelV4({ modelId: name, provider, doGenerate: text(`answer of ${name}`) })
  const all = {
    cheap: make('cheap', 'deepseek.chat'),
    spare: make('spare', 'zai.chat'),
    best: make('best', 'anthropic.messages'),
    ...models,
  }
  return { signalbox: createSignalbox({ router: made, models: all, ...options }), models: all, ledger, router: made }
}
const model = (provider: string, more: Partial<ConstructorParameters<typeof MockLanguageModelV4>[0]> = {}) =>
  new MockLanguageModelV4({ provider, modelId: provider, doGenerate: text(`answer of ${provider}`), ...more })
const sentTo = ({ doGenerateCalls }: MockLanguageModelV4): LanguageModelV4CallOptions[] => doGenerateCalls
const streamOf = (parts: LanguageModelV4StreamPart[]) => ({ stream: simulateReadableStream({ chunks: parts }) })

describe('createSignalbox', () => {
  it('refuses a target without a model and a model without a target, naming both', () => {
    const { router, models } = mocked({})
    const { best: _, ...some } = models
    const wrong = { ...some, bets: models.best }
    expect(() => createSignalbox({ router, models: wrong })).toThrow(/"best" has no model.*models\["best"\]/s)
    expect(() => createSignalbox({ router, models: wrong })).toThrow(/no target "bets".*cheap, spare, best/s)
    expect(() => createSignalbox({ router, models: { ...models, best: 'gpt' as never } })).toThrow(
      /models\["best"\] is no model/,
    )
  })

  it('takes models of all three specifications', async () => {
    const ledger = createMemoryLedger()
    const { router } = mocked({}, { ledger })
    const v2: LanguageModelV2 = {
      specificationVersion: 'v2',
      provider: 'old.chat',
      modelId: 'old',
      supportedUrls: {},
      doGenerate: async () => ({
        content: [{ type: 'text', text: 'v2' }],
        finishReason: 'stop',
        usage: { inputTokens: 3, outputTokens: 4, totalTokens: 7 },
        warnings: [],
      }),
      doStream: () => Promise.reject(new Error('not asked for')),
    }
    const v3 = new MockLanguageModelV3({ provider: 'mid.chat', doGenerate: async () => text('v3') })
    const signalbox = createSignalbox({ router, models: { cheap: v2, spare: v3, best: model('anthropic') } })
    const reply = async (id: string) => generateText({ model: signalbox(id), prompt: 'Hi' })
    expect((await reply('cheap')).text).toBe('v2')
    expect((await reply('cheap')).usage).toMatchObject({ inputTokens: 3, outputTokens: 4 })
    expect((await reply('spare')).text).toBe('v3')
    expect((await reply('best')).text).toBe('answer of anthropic')
  })
})

describe('what a target is sent', () => {
  const providerOptions = {
    deepseek: { thinking: { type: 'disabled' } },
    anthropic: { effort: 'low' },
    signalbox: { task: 'qa', targets: { best: { anthropic: { effort: 'high' } } } },
    other: { x: 1 },
  }

  it.each([
    ['cheap', { deepseek: { thinking: { type: 'disabled' } }, other: { x: 1 } }],
    ['spare', { other: { x: 1 } }],
    ['best', { anthropic: { effort: 'high' }, other: { x: 1 } }],
  ] as const)('%s: the options that name it, and no others', async (id, expected) => {
    const { signalbox, models } = mocked({})
    await generateText({ model: signalbox(id), prompt: 'Hi', providerOptions })
    expect(sentTo(models[id])[0]?.providerOptions).toEqual(expected)
  })

  it('a tool with the options that name it, and no others', async () => {
    const { signalbox, models } = mocked({})
    const given = { anthropic: { cacheControl: { type: 'ephemeral' } }, deepseek: { strict: true } }
    await generateText({
      model: signalbox('cheap'),
      prompt: 'Hi',
      tools: { weather: tool({ inputSchema: z.object({}), providerOptions: given }) },
    })
    expect(sentTo(models.cheap)[0]?.tools).toMatchObject([{ providerOptions: { deepseek: { strict: true } } }])
    expect(JSON.stringify(sentTo(models.cheap)[0]?.tools)).not.toContain('ephemeral')
  })

  it('under the names its provider is told to read', async () => {
    const named = { best: model('claude-eu') }
    const { signalbox } = mocked(named, {}, { namespaces: { best: ['anthropic'] } })
    await signalbox('auto').doGenerate({
      prompt,
      providerOptions: { anthropic: { effort: 'low' } },
      tools: [{ type: 'provider', id: 'anthropic.web_search', name: 'web_search', args: {} }],
    })
    expect(sentTo(named.best)[0]?.providerOptions).toEqual({ anthropic: { effort: 'low' } })
    expect(() => mocked({}, {}, { namespaces: { bets: ['anthropic'] } })).toThrow(/no target "bets"/)
  })

  it('no log-probabilities of a named instance of a provider that has none', async () => {
    const cheap = model('claude-eu')
    const strategy = cascade({ tiers: ['economy', 'frontier'], gate: logprobs({ atLeast: 0.5 }) })
    const { signalbox } = mocked({ cheap }, { strategy }, { namespaces: { cheap: ['anthropic'] } })
    await signalbox('auto').doGenerate({ prompt })
    expect(sentTo(cheap)[0]?.providerOptions).toBeUndefined()
  })

  it("no header that opens another's door, and all others", async () => {
    const { signalbox, models } = mocked({})
    await generateText({
      model: signalbox('cheap'),
      prompt: 'Hi',
      headers: { Authorization: 'Bearer x', 'X-Api-Key': 'y', 'x-trace': 'z' },
    })
    expect(sentTo(models.cheap)[0]?.headers).toMatchObject({ 'x-trace': 'z' })
    expect(Object.keys(sentTo(models.cheap)[0]?.headers ?? {}).map((name) => name.toLowerCase())).not.toContain(
      'authorization',
    )
    expect(Object.keys(sentTo(models.cheap)[0]?.headers ?? {}).map((name) => name.toLowerCase())).not.toContain(
      'x-api-key',
    )
  })

  it('the output limit a ceiling asks for, where the caller gives none', async () => {
    const { signalbox, models } = mocked({}, { constraints: { maxCostUsd: 1 }, defaultMaxOutputTokens: 500 })
    await generateText({ model: signalbox('cheap'), prompt: 'Hi' })
    expect(sentTo(models.cheap)[0]?.maxOutputTokens).toBe(500)
  })

  it("never the caller's own signal", async () => {
    const { signalbox, models } = mocked({})
    const { signal } = new AbortController()
    await generateText({ model: signalbox('cheap'), prompt: 'Hi', abortSignal: signal })
    expect(sentTo(models.cheap)[0]?.abortSignal).toBeInstanceOf(AbortSignal)
    expect(sentTo(models.cheap)[0]?.abortSignal).not.toBe(signal)
  })
})

describe('a hint of the wrong kind', () => {
  it.each([
    [7, /signalbox has to be an object, and is number/],
    [{ task: 7 }, /signalbox\.task has to be a string, and is number/],
    [{ session: null }, /signalbox\.session has to be a string, and is null/],
    [{ shadow: 'off' }, /signalbox\.shadow has to be true or false, and is string/],
    [{ tags: { team: 7 } }, /signalbox\.tags has to be an object of strings/],
    [{ tags: ['docs'] }, /signalbox\.tags has to be an object of strings, and is an array/],
    [{ targets: 'best' }, /signalbox\.targets has to be an object: target id/],
    [{ targets: { best: { anthropic: 'high' } } }, /targets\["best"\] has to be an object of objects/],
    [{ targets: { bets: { anthropic: {} } } }, /There is no target "bets"\. The policy has: cheap, spare, best/],
  ])('%j', async (hints, message) => {
    const { signalbox, ledger } = mocked({})
    const providerOptions = { signalbox: hints as never }
    for (const asked of [
      () => signalbox('auto').doGenerate({ prompt, providerOptions }),
      () => signalbox('auto').doStream({ prompt, providerOptions }),
    ]) {
      await expect(asked()).rejects.toMatchObject({
        name: 'AI_InvalidArgumentError',
        argument: expect.stringMatching(/^providerOptions\.signalbox/),
        message: expect.stringMatching(message),
      })
    }
    expect(ledger.intents).toEqual([])
  })
})

describe('a request a model does not take', () => {
  const refusing = (error: Error) => model('deepseek', { doGenerate: () => Promise.reject(error) })
  it.each([
    ['a feature', new UnsupportedFunctionalityError({ functionality: 'file parts' })],
    ['a prompt', new InvalidPromptError({ prompt: [], message: 'no tool messages' })],
    ['options', new InvalidArgumentError({ argument: 'providerOptions', message: 'x', cause: new Error('y') })],
  ])('goes to the next, and opens no breaker: %s', async (_title, error) => {
    const { signalbox, router } = mocked({ cheap: refusing(error) }, { execution: { maxRetriesPerTarget: 1 } })
    for (let n = 0; n < 12; n++) {
      const { text: answer, providerMetadata } = await generateText({ model: signalbox('auto'), prompt: 'Hi' })
      expect(answer).toBe('answer of spare')
      expect(said(providerMetadata).attempts).toMatchObject([{ reason: 'unsupported', costUsd: 0 }, { end: 'done' }])
    }
    expect(router.breakers().states).toEqual({})
  })

  it('is told as its own error where there is no next', async () => {
    const error = new UnsupportedFunctionalityError({ functionality: 'file parts' })
    const { signalbox } = mocked({ cheap: refusing(error) })
    const asked = signalbox('cheap').doGenerate({ prompt })
    await expect(asked).rejects.toMatchObject({ name: 'AI_UnsupportedFunctionalityError', functionality: 'file parts' })
  })
})

describe('who may serve', () => {
  const url = (href: string): LanguageModelV4Prompt => [
    { role: 'user', content: [{ type: 'file', mediaType: 'image/png', data: { type: 'url', url: new URL(href) } }] },
  ]
  const web = { 'image/*': [/^https?:\/\/.*$/] }

  it('a URL goes only to those who fetch it themselves', async () => {
    const { signalbox, models } = mocked({ best: model('anthropic.messages', { supportedUrls: web }) })
    await signalbox('auto').doGenerate({ prompt: url('https://x.test/a.png') })
    expect(sentTo(models.best)).toHaveLength(1)
    expect(sentTo(models.cheap)).toHaveLength(0)
  })

  it("a picture's URL reaches a model that fetches pictures, under generateText as well", async () => {
    const fetching = { supportedUrls: web }
    const models = { cheap: model('a', fetching), spare: model('b', fetching), best: model('c', fetching) }
    const { signalbox } = mocked(models)
    const { text: answer } = await generateText({
      model: signalbox('auto'),
      messages: [{ role: 'user', content: [{ type: 'image', image: new URL('https://x.test/a.png') }] }],
    })
    expect(answer).toBe('answer of a')
  })

  it('a model that cannot say what it fetches fetches nothing', async () => {
    const lost = { supportedUrls: Promise.reject(new Error('down')) as never }
    const models = { cheap: model('a', lost), best: model('c', { supportedUrls: web }) }
    const { signalbox } = mocked(models)
    await signalbox('auto').doGenerate({ prompt: url('https://x.test/a.png') })
    expect(sentTo(models.best)).toHaveLength(1)
  })

  it.each([
    ['its bytes', { type: 'data', data: 'JVBERi0=' }, 'application/pdf', /takes text, image, not file/],
    ['a URL', { type: 'url', url: new URL('gs://bucket/a.png') }, 'image/png', /send its bytes/],
    ['a file kept elsewhere', { type: 'reference', reference: { openai: 'f' } }, 'image/png', /that openai keeps/],
  ] as const)('a file in the result of a tool is a file: %s', async (_title, data, mediaType, message) => {
    const { signalbox, ledger } = mocked({})
    const output = { type: 'content' as const, value: [{ type: 'file' as const, data, mediaType }] }
    const asked = signalbox('auto').doGenerate({
      prompt: [
        ...prompt,
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId: '1', toolName: 'scan', input: {} }] },
        { role: 'tool', content: [{ type: 'tool-result', toolCallId: '1', toolName: 'scan', output }] },
      ],
    })
    await expect(asked).rejects.toThrow(message)
    expect(ledger.intents).toEqual([])
  })

  it('the host downloads what not all of them fetch', async () => {
    const fetching = { supportedUrls: web }
    const every = { cheap: model('a', fetching), spare: model('b', fetching), best: model('c', fetching) }
    expect(await mocked(every).signalbox('auto').supportedUrls).toEqual(web)
    expect(await mocked({ ...every, spare: model('b') }).signalbox('auto').supportedUrls).toEqual({})
    expect(await mocked({ ...every, spare: model('b') }).signalbox('cheap').supportedUrls).toEqual(web)
  })

  it('a file kept by a provider goes to that provider', async () => {
    const { signalbox, models } = mocked({})
    await signalbox('auto').doGenerate({
      prompt: [
        {
          role: 'user',
          content: [
            {
              type: 'file',
              mediaType: 'application/pdf'.replace('application/pdf', 'image/png'),
              data: { type: 'reference', reference: { anthropic: 'file_1' } },
            },
          ],
        },
      ],
    })
    expect(sentTo(models.best)).toHaveLength(1)
  })

  it("a provider's own tool goes to that provider", async () => {
    const { signalbox, models } = mocked({})
    await signalbox('auto').doGenerate({
      prompt,
      tools: [{ type: 'provider', id: 'anthropic.web_search', name: 'web_search', args: {} }],
    })
    expect(sentTo(models.best)).toHaveLength(1)
  })

  it.each([
    [
      'a file nobody reads',
      {
        prompt: [
          {
            role: 'user' as const,
            content: [
              {
                type: 'file' as const,
                mediaType: 'application/pdf',
                data: { type: 'data' as const, data: 'JVBERi0=' },
              },
            ],
          },
        ],
      },
      /takes text, image, not file/,
    ],
    ['a URL nobody fetches', { prompt: url('gs://bucket/a.png') }, /send its bytes/],
    [
      'a tool of a provider that is not here',
      { prompt, tools: [{ type: 'provider' as const, id: 'openai.web_search' as const, name: 'w', args: {} }] },
      /tool openai\.web_search/,
    ],
  ])("%s: the host's own error, and nothing is sent", async (_title, options, message) => {
    const { signalbox, ledger, models } = mocked({})
    const error: unknown = await signalbox('auto')
      .doGenerate(options as LanguageModelV4CallOptions)
      .then(undefined, (thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'AI_UnsupportedFunctionalityError', message: expect.stringMatching(message) })
    expect(ledger.intents).toEqual([])
    expect(Object.values(models).flatMap(sentTo)).toEqual([])
  })

  it('a limit of the policy beside it changes nothing about what is asked, and both remedies are named', async () => {
    const { signalbox } = mocked({}, { constraints: { targets: { deny: ['spare'] } } })
    const asked = signalbox('auto').doGenerate({ prompt: url('gs://bucket/a.png') })
    await expect(asked).rejects.toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      message: expect.stringMatching(/send its bytes.*whose model can do this.*ask for less.*loosen the constraint/s),
    })
  })

  it('a limit of the policy is named as what it is', async () => {
    const { signalbox } = mocked({}, { constraints: { maxCostUsd: 1e-9 } })
    const error: unknown = await signalbox('auto')
      .doGenerate({ prompt })
      .then(undefined, (thrown: unknown) => thrown)
    expect(error).toMatchObject({
      name: 'AI_NoCandidateError',
      message: expect.stringMatching(/the ceiling is .*Loosen the constraint/s),
    })
  })
})

describe('a turn under way', () => {
  const thinking = model('anthropic.messages', {
    doGenerate: [
      {
        content: [
          { type: 'reasoning', text: 'Hm.', providerMetadata: { anthropic: { signature: 'sig' } } },
          { type: 'tool-call', toolCallId: '1', toolName: 'weather', input: '{}' },
        ],
        finishReason: { unified: 'tool-calls', raw: 'tool_use' },
        usage: usage(10, 5),
        warnings: [],
      },
      text('done by best'),
    ],
  })
  const tools = { weather: tool({ inputSchema: z.object({}), execute: () => 'sunny' }) }
  const twoSteps = { tools, stopWhen: ({ steps }: { steps: unknown[] }) => steps.length >= 2 }

  it('goes back to the model that signed it, whatever the rules want', async () => {
    const { signalbox, models } = mocked({ best: thinking })
    const { text: answer, steps } = await generateText({
      model: signalbox('auto'),
      prompt: 'Weather?',
      ...twoSteps,
      prepareStep: ({ stepNumber }) => (stepNumber === 0 ? { model: signalbox('tier:frontier') } : {}),
    })
    expect(answer).toBe('done by best')
    expect(said(steps[1]?.providerMetadata).reason).toMatch(/stays on best/)
    const [, second] = sentTo(models.best)
    expect(JSON.stringify(second?.prompt)).toContain('"anthropic":{"signature":"sig"}')
    expect(JSON.stringify(second?.prompt)).not.toContain('signalbox')
  })

  it('is cleaned when that model is gone, and the result says so', async () => {
    const gone = model('anthropic.messages', {
      doGenerate: async ({ prompt: given }) => {
        if (given.length > 1) throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })
        return {
          content: [
            { type: 'reasoning', text: 'Hm.', providerMetadata: { anthropic: { signature: 'sig' } } },
            { type: 'tool-call', toolCallId: '1', toolName: 'weather', input: '{}' },
          ],
          finishReason: { unified: 'tool-calls', raw: 'tool_use' },
          usage: usage(10, 5),
          warnings: [],
        }
      },
    })
    const { signalbox, models } = mocked({ best: gone })
    const { text: answer, warnings } = await generateText({
      model: signalbox('auto'),
      prompt: 'Weather?',
      ...twoSteps,
      prepareStep: ({ stepNumber }) => (stepNumber === 0 ? { model: signalbox('tier:frontier') } : {}),
    })
    expect(answer).toBe('answer of cheap')
    const seen = JSON.stringify(sentTo(models.cheap)[0]?.prompt)
    expect(seen).toContain('sunny')
    expect(seen).not.toMatch(/Hm\.|sig|signalbox/)
    expect(warnings).toMatchObject([{ type: 'compatibility', feature: 'history of another model' }])
  })
})

describe('a cascade', () => {
  const gated = (gate: Parameters<typeof cascade>[0]['gate'], more = {}) => ({
    strategy: cascade({ tiers: ['economy', 'frontier'], gate }),
    constraints: { targets: { deny: ['spare'] } },
    baseline: 'anthropic/best',
    ...more,
  })
  const logprob = (value: number) => ({
    deepseek: { logprobs: { content: [{ token: 'a', logprob: value, top_logprobs: [{ logprob: -9 }] }] } },
  })

  it.each([
    [-0.01, 'a draft', 'accepted'],
    [-3, 'the better answer', 'rejected'],
  ])('on log-probabilities, asked for and read: %d', async (value, answer, gate) => {
    const cheap = model('deepseek.chat', {
      doGenerate: { ...text('a draft', usage(100, 10)), providerMetadata: logprob(value) },
    })
    const best = model('anthropic.messages', { doGenerate: text('the better answer', usage(110, 20)) })
    const { signalbox } = mocked({ cheap, best }, gated(logprobs({ atLeast: 0.8 })))
    const result = await generateText({ model: signalbox('auto'), prompt: 'Hi' })
    expect(result.text).toBe(answer)
    expect(said(result.providerMetadata).gate).toBe(gate)
    expect(sentTo(cheap)[0]?.providerOptions).toEqual({ deepseek: { logprobs: true } })
    if (gate === 'rejected') {
      expect(sentTo(best)[0]?.providerOptions).toBeUndefined()
      expect(said(result.providerMetadata)).toMatchObject({
        escalated: true,
        escalationCause: 'gate',
        attempts: [{ end: 'rejected' }, { end: 'done' }],
      })
      expect(result.totalUsage).toMatchObject({ inputTokens: 210, outputTokens: 30 })
    }
  })

  it.each([
    ['{"a":1}', 'draft and more', 'accepted'],
    ['', '{"a":1}', 'rejected'],
    ['not json', '{"a":1}', 'rejected'],
  ])('on what the model gives as its structured answer, not on its drafts: %j', async (answer, draft, gate) => {
    const cheap = model('deepseek', { doGenerate: { ...text(draft), structuredOutputText: answer } })
    const { signalbox } = mocked({ cheap }, gated(checks()))
    const { providerMetadata } = await signalbox('auto').doGenerate({ prompt, responseFormat: { type: 'json' } })
    expect(said(providerMetadata).gate).toBe(gate)
  })

  it('is counted whole where two models share one object for their usage', async () => {
    const used = usage(10, 5)
    const cheap = model('deepseek', { doGenerate: { ...text('a draft', used), providerMetadata: logprob(-3) } })
    const best = model('anthropic', { doGenerate: text('better', used) })
    const { signalbox } = mocked({ cheap, best }, gated(logprobs({ atLeast: 0.8 })))
    const { usage: sum } = await generateText({ model: signalbox('auto'), prompt: 'Hi' })
    expect(sum).toMatchObject({ inputTokens: 20, outputTokens: 10 })
  })

  it('on log-probabilities of a stream, with chunks nobody else asked for kept back', async () => {
    const chunk = { choices: [{ delta: { content: 'a draft' }, logprobs: { content: [{ logprob: -0.02 }] } }] }
    const parts: LanguageModelV4StreamPart[] = [
      { type: 'stream-start', warnings: [] },
      { type: 'raw', rawValue: chunk },
      { type: 'text-start', id: '0' },
      { type: 'text-delta', id: '0', delta: 'a draft' },
      { type: 'text-end', id: '0' },
      { type: 'finish', usage: usage(100, 10), finishReason: stop },
    ]
    const cheap = model('zai.chat', { doStream: streamOf(parts) })
    const { signalbox } = mocked({ cheap }, gated(logprobs({ atLeast: 0.8 })))
    const { stream } = await signalbox('auto').doStream({ prompt })
    const types = (await collect(stream)).map(({ type }) => type)
    expect(types).toEqual(['stream-start', 'response-metadata', 'text-start', 'text-delta', 'text-end', 'finish'])
    expect(cheap.doStreamCalls[0]).toMatchObject({
      includeRawChunks: true,
      providerOptions: { zai: { logprobs: true } },
    })
  })

  it.each([
    [0.9, 'a draft'],
    [0.3, 'answer of best'],
  ])('on a decision model of the host as judge: %d', async (probability, answer) => {
    const judgeCard = card('openai/decide', 1)
    const asked: unknown[] = []
    const ledger = createMemoryLedger()
    const router = createRouter({
      catalog: createCatalog({ version: 'test', models: [...cards, judgeCard] }),
      targets: [
        ...cards.map(({ id }) => ({ id: id.split('/')[1] ?? '', model: id })),
        { id: 'decide', model: 'openai/decide' },
      ],
      tiers: [
        { name: 'economy', targets: ['cheap'] },
        { name: 'frontier', targets: ['best'] },
      ],
      strategy: cascade({ tiers: ['economy', 'frontier'], gate: judge({ target: 'decide', atLeast: 0.7 }) }),
      ledger,
    })
    const signalbox = createSignalbox({
      router,
      models: {
        cheap: model('deepseek', { doGenerate: text('a draft') }),
        spare: model('zai'),
        best: model('anthropic', { doGenerate: text('answer of best') }),
      },
      decisionModels: {
        decide: {
          specificationVersion: 'v4',
          provider: 'openai.decisions',
          modelId: 'decide',
          supportedQuestionTypes: ['boolean'],
          doDecide: async (options) => {
            asked.push(options)
            return {
              answers: { good: { type: 'boolean', probability } },
              usage: { inputTokens: 50, outputTokens: 1 },
              warnings: [],
            }
          },
        },
      },
    })
    const result = await generateText({ model: signalbox('auto'), prompt: 'What is a signal box?' })
    expect(result.text).toBe(answer)
    expect(JSON.stringify(asked)).toContain('What is a signal box?')
    expect(JSON.stringify(asked)).toContain('a draft')
    expect(said(result.providerMetadata).attempts[1]).toMatchObject({
      target: 'decide',
      purpose: 'judge',
      inputTokens: 50,
      costUsd: 52e-6,
    })
    expect(result.usage.inputTokens).toBe(answer === 'a draft' ? 60 : 70)
    expect(ledger.intents).toHaveLength(answer === 'a draft' ? 2 : 3)
  })
})

describe('a stream', () => {
  const start: LanguageModelV4StreamPart[] = [
    { type: 'stream-start', warnings: [] },
    { type: 'text-start', id: '0' },
  ]
  const end: LanguageModelV4StreamPart[] = [
    { type: 'text-end', id: '0' },
    { type: 'finish', usage: usage(3, 4), finishReason: stop },
  ]
  const read = async (parts: LanguageModelV4StreamPart[], options = {}) => {
    const { signalbox } = mocked({ cheap: model('deepseek', { doStream: streamOf(parts) }) }, {}, options)
    return collect((await signalbox('cheap').doStream({ prompt })).stream)
  }

  it('passes what it does not know unchanged', async () => {
    const odd = { type: 'hologram', shape: 'cube' } as unknown as LanguageModelV4StreamPart
    const finish = {
      type: 'finish',
      usage: usage(3, 4),
      finishReason: { unified: 'paused', raw: 'p' },
    } as unknown as LanguageModelV4StreamPart
    const parts = await read([
      ...start,
      odd,
      { type: 'text-delta', id: '0', delta: 'hi' },
      { type: 'text-end', id: '0' },
      finish,
    ])
    expect(parts).toContainEqual(odd)
    expect(parts.at(-1)).toMatchObject({ finishReason: { unified: 'paused', raw: 'p' } })
  })

  it('opens with the warnings of the router where the model sends no opening', async () => {
    const mark = { signalbox: { target: 'best', inputTokens: 1, atMs: 1 } }
    const history: LanguageModelV4Prompt = [
      ...prompt,
      { role: 'assistant', content: [{ type: 'reasoning', text: 'Hm.', providerOptions: mark }] },
      ...prompt,
    ]
    const cheap = (parts: LanguageModelV4StreamPart[]) =>
      mocked({ cheap: model('deepseek', { doStream: streamOf(parts) }) })
    const given: LanguageModelV4StreamPart[] = [...start, { type: 'text-delta', id: '0', delta: 'hi' }, ...end]
    for (const parts of [given, given.slice(1)]) {
      const { stream } = await cheap(parts).signalbox('cheap').doStream({ prompt: history })
      const starts = (await collect(stream)).filter(({ type }) => type === 'stream-start')
      expect(starts).toMatchObject([{ warnings: [{ feature: 'history of another model' }] }])
    }
  })

  it('says that nothing was shown where nothing was', async () => {
    const torn = new ReadableStream<LanguageModelV4StreamPart>({
      start: (controller) => controller.enqueue({ type: 'stream-start', warnings: [] }),
      pull: (controller) =>
        controller.error(Object.assign(new TypeError('terminated'), { cause: { code: 'ECONNRESET' } })),
    })
    const { signalbox } = mocked({ best: model('anthropic', { doStream: { stream: torn } }) })
    const parts = await collect((await signalbox('best').doStream({ prompt })).stream)
    expect(parts.find(({ type }) => type === 'error')).toMatchObject({
      error: { cause: { message: expect.stringMatching(/broke before any content/) } },
    })
  })

  it("keeps the caller's reason for an abort the host has to know by its name", async () => {
    const silent = new ReadableStream<LanguageModelV4StreamPart>()
    const { signalbox } = mocked({ best: model('anthropic', { doStream: { stream: silent } }) })
    const controller = new AbortController()
    const { stream } = await signalbox('best').doStream({ prompt, abortSignal: controller.signal })
    controller.abort('enough')
    await expect(collect(stream)).rejects.toMatchObject({ name: 'AbortError', cause: 'enough' })
  })

  it('names who served where the provider does not', async () => {
    const parts = await read([...start, { type: 'text-delta', id: '0', delta: 'hi' }, ...end])
    expect(parts.filter(({ type }) => type === 'response-metadata')).toEqual([
      { type: 'response-metadata', modelId: 'deepseek' },
    ])
  })

  it('marks what goes back to the model, and can be told not to', async () => {
    const given: LanguageModelV4StreamPart[] = [...start, { type: 'text-delta', id: '0', delta: 'hi' }, ...end]
    const marks = (parts: LanguageModelV4StreamPart[]) =>
      parts.filter((part) => JSON.stringify(part).includes('"signalbox"')).map(({ type }) => type)
    expect(marks(await read(given))).toEqual(['text-start', 'finish'])
    expect(marks(await read(given, { metadata: 'result' }))).toEqual(['finish'])
    expect(marks(await read(given, { metadata: 'none' }))).toEqual([])
  })

  it("is read at the reader's pace", async () => {
    let pulled = 0
    const endless = new ReadableStream<LanguageModelV4StreamPart>(
      {
        pull: (controller) =>
          controller.enqueue(
            pulled++ === 0 ? { type: 'text-start', id: '0' } : { type: 'text-delta', id: '0', delta: 'word ' },
          ),
      },
      { highWaterMark: 0 },
    )
    const { signalbox } = mocked({ cheap: model('deepseek', { doStream: { stream: endless } }) })
    const { stream } = await signalbox('cheap').doStream({ prompt })
    const reader = stream.getReader()
    for (let n = 0; n < 5; n++) await reader.read()
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(pulled).toBeLessThan(8)
    await reader.cancel()
  })

  it('of the last candidate is watched by the host: its own first-chunk clock fires', async () => {
    const silent = new ReadableStream<LanguageModelV4StreamPart>({
      start: (controller) => controller.enqueue({ type: 'stream-start', warnings: [] }),
    })
    const { signalbox } = mocked({ best: model('anthropic', { doStream: { stream: silent } }) })
    const result = streamText({
      model: signalbox('best'),
      prompt: 'Hi',
      timeout: { firstChunkMs: 40 },
      onError: () => {},
    })
    const types: string[] = []
    for await (const part of result.stream) types.push(part.type)
    expect(types.some((type) => type === 'abort' || type === 'error')).toBe(true)
  })
})

describe('a stream another target takes over', () => {
  const delta = (id: string, words: string): LanguageModelV4StreamPart => ({ type: 'text-delta', id, delta: words })
  const named = (modelId: string): LanguageModelV4StreamPart => ({ type: 'response-metadata', modelId })
  const start: LanguageModelV4StreamPart = { type: 'stream-start', warnings: [] }
  const finish: LanguageModelV4StreamPart = { type: 'finish', usage: usage(3, 4), finishReason: stop }
  const broken: LanguageModelV4StreamPart = { type: 'error', error: { type: 'overloaded_error', message: 'x' } }
  const resumed = async (first: LanguageModelV4StreamPart[], second: LanguageModelV4StreamPart[]) => {
    const cheap = model('deepseek', { doStream: streamOf([start, named('cheap-2026'), ...first, broken]) })
    const spare = model('zai', { doStream: streamOf([start, ...second, finish]) })
    const { signalbox } = mocked({ cheap, spare }, { execution: { commit: 'resume', maxRetriesPerTarget: 0 } })
    const result = streamText({ model: signalbox('auto'), prompt: 'Hi' })
    const parts: string[] = []
    for await (const part of result.stream)
      if (part.type.startsWith('text-') || part.type === 'error')
        parts.push(part.type === 'text-delta' ? `${part.id}:${part.text}` : part.type)
    return { parts, text: await result.text, modelId: (await result.response).modelId }
  }
  const first: LanguageModelV4StreamPart[] = [{ type: 'text-start', id: 'txt-0' }, delta('txt-0', 'one two ')]
  const second: LanguageModelV4StreamPart[] = [
    { type: 'text-start', id: '0' },
    delta('0', 'one '),
    delta('0', 'two three'),
    delta('0', ' four'),
    { type: 'text-end', id: '0' },
  ]

  it('goes on in the text part that is open, to its end, and names who ended it', async () => {
    expect(await resumed(first, [named('spare-2026'), ...second])).toEqual({
      parts: ['text-start', 'txt-0:one two ', 'txt-0:three', 'txt-0: four', 'text-end'],
      text: 'one two three four',
      modelId: 'spare-2026',
    })
  })

  it('names its model where the provider does not', async () => {
    expect((await resumed(first, second)).modelId).toBe('zai')
  })

  it('may open text parts of its own afterwards', async () => {
    const more: LanguageModelV4StreamPart[] = [
      { type: 'text-start', id: '1' },
      delta('1', ' five'),
      { type: 'text-end', id: '1' },
    ]
    const { parts } = await resumed(first, [...second, ...more])
    expect(parts.slice(4)).toEqual(['text-end', 'text-start', '1: five', 'text-end'])
  })

  it('opens one where the broken reply had closed its own', async () => {
    const { parts } = await resumed([...first, { type: 'text-end', id: 'txt-0' }], second)
    expect(parts.join(' ')).toBe('text-start txt-0:one two  text-end text-start 0:three 0: four text-end')
  })

  it('has in one part what the broken reply had in two', async () => {
    const two: LanguageModelV4StreamPart[] = [
      { type: 'text-start', id: 'a' },
      delta('a', 'one '),
      { type: 'text-end', id: 'a' },
      { type: 'text-start', id: 'b' },
      delta('b', 'two '),
    ]
    const { parts, text: words } = await resumed(two, second)
    expect(parts.slice(3)).toEqual(['text-start', 'b:two ', 'b:three', 'b: four', 'text-end'])
    expect(words).toBe('one two three four')
  })
})

describe('embeddings', () => {
  const embeds = [
    card('openai/embed', 1, { outputModalities: ['embedding'] }),
    card('google/embed', 1, { outputModalities: ['embedding'] }),
  ]
  const setUpEmbeddings = (first: () => Promise<never> | ReturnType<MockEmbeddingModelV4['doEmbed']>) => {
    const ledger = createMemoryLedger()
    const router = createRouter({
      catalog: createCatalog({ version: 'test', models: [...cards, ...embeds] }),
      targets: [
        { id: 'cheap', model: 'deepseek/cheap' },
        { id: 'openai', model: 'openai/embed' },
        { id: 'azure', model: 'openai/embed', provider: 'azure' },
        { id: 'google', model: 'google/embed' },
      ],
      tiers: [{ name: 'economy', targets: ['cheap'] }],
      strategy: tier('economy'),
      pinnedMayFallBack: true,
      execution: { maxRetriesPerTarget: 0 },
      ledger,
    })
    const vectors =
      (value: number) =>
      async ({ values }: { values: string[] }) => ({
        embeddings: values.map(() => [value, value]),
        usage: { tokens: 4 },
        warnings: [],
      })
    const google = new MockEmbeddingModelV4({ provider: 'google', maxEmbeddingsPerCall: 7, doEmbed: vectors(3) })
    const signalbox = createSignalbox({
      router,
      models: { cheap: model('deepseek') },
      embeddingModels: {
        openai: new MockEmbeddingModelV4({ provider: 'openai', maxEmbeddingsPerCall: 100, doEmbed: first as never }),
        azure: new MockEmbeddingModelV4({ provider: 'azure', maxEmbeddingsPerCall: 50, doEmbed: vectors(2) }),
        google,
      },
    })
    return { signalbox, ledger, google }
  }
  const dead = async (): Promise<never> =>
    Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } }))

  it('fall back to another host of the same model', async () => {
    const { signalbox, ledger } = setUpEmbeddings(dead)
    const { embeddings, usage: used } = await embedMany({
      model: signalbox.embeddingModel('openai/embed'),
      values: ['a', 'b'],
    })
    expect(embeddings).toEqual([
      [2, 2],
      [2, 2],
    ])
    expect(used.tokens).toBe(4)
    expect(ledger.outcomes).toMatchObject([{ kind: 'served', servedTarget: 'azure', task: 'embed', isVirtual: false }])
  })

  it('never to another model', async () => {
    const { signalbox, google } = setUpEmbeddings(dead)
    await expect(embedMany({ model: signalbox.embeddingModel('google'), values: ['a'] })).resolves.toMatchObject({
      embeddings: [[3, 3]],
    })
    const { signalbox: other, google: untouched } = setUpEmbeddings(dead)
    const broken = other.embeddingModel('openai')
    await embedMany({ model: broken, values: ['a'] })
    expect(untouched.doEmbedCalls).toHaveLength(0)
    expect(google.doEmbedCalls).toHaveLength(1)
  })

  it('whose limits cannot be told are told to whoever asks, and to nobody else', async () => {
    const { router } = mocked({})
    const lost = Object.assign(new MockEmbeddingModelV4({ provider: 'openai' }), {
      maxEmbeddingsPerCall: Promise.reject(new Error('down')),
      supportsParallelCalls: Promise.reject(new Error('down')),
    })
    const unhandled: unknown[] = []
    const listen = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', listen)
    const models = { cheap: model('a'), spare: model('b'), best: model('c') }
    const embedding = createSignalbox({ router, models, embeddingModels: { best: lost } }).embeddingModel('best')
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', listen)
    expect(unhandled).toEqual([])
    await expect(embedding.maxEmbeddingsPerCall).rejects.toThrow('down')
  })

  it('promise no more than every host of the model keeps', async () => {
    const { signalbox } = setUpEmbeddings(dead)
    expect(await signalbox.embeddingModel('openai/embed').maxEmbeddingsPerCall).toBe(50)
  })

  it.each(['auto', 'tier:economy', 'nope', 'cheap'])('%s is no embedding model', (id) => {
    expect(() => setUpEmbeddings(dead).signalbox.embeddingModel(id)).toThrow(
      /cannot be compared. Known: openai, azure, google/,
    )
  })
})

describe('a workflow', () => {
  it('carries a model by name and finds it again', async () => {
    const { signalbox } = mocked({}, {}, { name: 'shop' })
    const routed = signalbox('task:qa')
    const maker = routed.constructor as unknown as Record<symbol, (value: unknown) => unknown>
    const carried: unknown = JSON.parse(JSON.stringify(maker[WORKFLOW_SERIALIZE]?.(routed)))
    expect(carried).toEqual({ provider: 'shop', policy: expect.any(String), modelId: 'task:qa' })
    const found = maker[WORKFLOW_DESERIALIZE]?.(carried) as typeof routed
    expect((await generateText({ model: found, prompt: 'Hi' })).text).toBe('answer of cheap')
    expect(() => maker[WORKFLOW_DESERIALIZE]?.({ provider: 'gone', modelId: 'auto' })).toThrow(
      /createSignalbox\(\{ name: 'gone'/,
    )
  })

  it('finds the provider of its policy where several have one name, and picks none at random', async () => {
    const one = mocked({ cheap: model('one') }, { constraints: { maxCostUsd: 1 } }, { name: 'twice' })
    const maker = one.signalbox('auto').constructor as unknown as Record<symbol, (value: unknown) => never>
    const find = (carried: unknown) => maker[WORKFLOW_DESERIALIZE]?.(carried) as never
    const carried = maker[WORKFLOW_SERIALIZE]?.(one.signalbox('auto')) as unknown as object
    const answer = async (value: unknown) => (await generateText({ model: find(value), prompt: 'Hi' })).text
    // A policy that has changed since the workflow went to sleep.
    expect(await answer({ ...carried, policy: 'older' })).toBe('answer of one')
    mocked({ cheap: model('two') }, { constraints: { maxCostUsd: 2 } }, { name: 'twice' })
    expect(await answer(carried)).toBe('answer of one')
    expect(() => find({ ...carried, policy: 'older' })).toThrow(/several of that name.*Give each a `name`/)
  })
})

it('real chunks of a provider with log-probabilities pass a gate end to end', async () => {
  const { signalbox, providers } = await setUp({
    cheap: { answer: { text: 'sure thing', logprobs: [-0.01, -0.02] } },
    router: { strategy: cascade({ tiers: ['economy', 'frontier'], gate: logprobs({ atLeast: 0.9 }) }) },
  })
  for (const ask of [
    async () => (await generateText({ model: signalbox('auto'), prompt: 'Hi' })).text,
    async () => streamText({ model: signalbox('auto'), prompt: 'Hi' }).text,
  ]) {
    expect(await ask()).toBe('sure thing')
  }
  expect(providers.cheap.requests.map(({ body }) => body['logprobs'])).toEqual([true, true])
  expect(providers.best.requests).toEqual([])
})
