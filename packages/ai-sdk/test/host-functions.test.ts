import {
  createProviderRegistry,
  customProvider,
  generateText,
  isStepCount,
  jsonSchema,
  NoSuchModelError,
  Output,
  streamText,
  tool,
  ToolLoopAgent,
  wrapLanguageModel,
  type ModelMessage,
} from 'ai'
import { z } from 'zod'
import { afterEach, describe, expect, it } from 'vitest'
import type { SignalboxMetadata } from '@signalbox/ai-sdk'
import { createWorld, type World, type WorldOptions } from './world.ts'

let world: World | undefined
const setUp = async (options?: WorldOptions): Promise<World> => (world = await createWorld(options))
afterEach(async () => {
  await world?.close()
  world = undefined
})

const down = { faults: () => ({ kind: 'status', status: 503 }) as const }
const said = (metadata: Record<string, unknown> | undefined): SignalboxMetadata =>
  metadata?.['signalbox'] as SignalboxMetadata

describe('generateText', () => {
  it('is served by the default handler, and says by whom, why, for what and instead of what', async () => {
    const { signalbox } = await setUp()
    const result = await generateText({ model: signalbox('auto'), prompt: 'Translate to French: good morning' })
    expect(result.text).toBe('answer of cheap')
    expect(result.response.modelId).toBe('cheap')
    expect(result.steps[0]?.model).toEqual({ provider: 'signalbox.router', modelId: 'auto' })
    const decision = said(result.providerMetadata)
    expect(decision).toMatchObject({
      target: 'cheap',
      model: 'deepseek/cheap',
      tier: 'economy',
      task: 'translate',
      escalated: false,
      fallback: 'no',
      gate: 'none',
      isCostLowerBound: false,
      baseline: { model: 'anthropic/best' },
      attempts: [{ target: 'cheap', purpose: 'serve', end: 'done' }],
    })
    const { inputTokens = 0, outputTokens = 0 } = result.usage
    expect(decision.costUsd).toBeCloseTo((inputTokens + 2 * outputTokens) / 1e6, 12)
    expect(decision.savedUsd).toBeCloseTo(decision.costUsd * 9, 12)
    expect(JSON.parse(JSON.stringify(decision))).toEqual(decision)
  })

  it.each([
    ['auto', 'cheap'],
    ['task:math', 'best'],
    ['task:translate', 'cheap'],
    ['tier:frontier', 'best'],
    ['zai/spare', 'spare'],
    ['spare', 'spare'],
    ['gpt-4', 'best'],
  ])('%s goes to %s', async (id, target) => {
    const { signalbox } = await setUp({ router: { aliases: { 'gpt-4': 'tier:frontier' } } })
    const { text } = await generateText({ model: signalbox(id), prompt: 'Hello there' })
    expect(text).toBe(`answer of ${target}`)
  })

  it('falls back, with one error row and one answer', async () => {
    const { signalbox, ledger } = await setUp({ cheap: down })
    const { text, providerMetadata } = await generateText({ model: signalbox('auto'), prompt: 'Hello there' })
    expect(text).toBe('answer of spare')
    expect(said(providerMetadata)).toMatchObject({
      fallback: 'same-tier',
      attempts: [
        { target: 'cheap', end: 'failed', reason: 'server-error' },
        { target: 'spare', end: 'done' },
      ],
    })
    expect(ledger.outcomes).toHaveLength(1)
    expect(ledger.intents).toHaveLength(2)
  })

  it('hands hints to the router and none of them to a provider', async () => {
    const { signalbox, ledger, providers } = await setUp()
    await generateText({
      model: signalbox('auto'),
      prompt: 'Hello there',
      providerOptions: { signalbox: { task: 'math', tenant: 'acme', tags: { team: 'blue' }, session: 's1' } },
    })
    expect(ledger.outcomes[0]).toMatchObject({ task: 'math', tenant: 'acme', session: 's1', tags: { team: 'blue' } })
    expect(providers.best.requests).toHaveLength(1)
    expect(JSON.stringify(providers.best.requests)).not.toMatch(/acme|blue/)
  })

  it('offers structured output', async () => {
    const { signalbox } = await setUp({ spare: { answer: {} } })
    const { output } = await generateText({
      model: signalbox('spare'),
      prompt: 'Extract the name',
      output: Output.object({ schema: z.object({ name: z.string(), age: z.number() }) }),
    })
    expect(output).toEqual({ name: expect.any(String), age: expect.any(Number) })
  })

  it('asks nobody when a schema is beyond every candidate, and says what to change', async () => {
    const none = { capabilities: { tools: true, jsonSchema: false } }
    const { cards } = await import('./world.ts')
    const { createCatalog } = await import('@signalbox/ai-sdk')
    const { signalbox, ledger } = await setUp({
      router: { catalog: createCatalog({ version: 't', models: cards.map((one) => ({ ...one, ...none })) }) },
    })
    const error = await generateText({
      model: signalbox('auto'),
      prompt: 'Extract the name',
      output: Output.object({ schema: z.object({ name: z.string() }) }),
    }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      functionality: 'responseFormat json with a schema',
      message: expect.stringMatching(/cheap does not offer replies that follow a JSON Schema.*Add a target/s),
      attempts: [],
    })
    expect(ledger.intents).toEqual([])
  })
})

describe('streamText', () => {
  it('streams, and the decision is on the step and on the finish part', async () => {
    const { signalbox } = await setUp()
    const result = streamText({ model: signalbox('auto'), prompt: 'Translate to French: good morning' })
    let text = ''
    for await (const delta of result.textStream) text += delta
    expect(text).toBe('answer of cheap')
    expect((await result.response).modelId).toBe('cheap')
    expect(said(await result.providerMetadata)).toMatchObject({
      target: 'cheap',
      savedUsd: expect.any(Number),
      attempts: [{ end: 'done', costUsd: expect.any(Number) }],
    })
  })

  it.each([
    ['refused', { faults: () => ({ kind: 'status', status: 503 }) as const }],
    ['in-band, after the preamble', { faults: () => ({ kind: 'error-frame', afterTokens: 0, status: 529 }) as const }],
    ['empty', { faults: () => ({ kind: 'empty' }) as const }],
    ['reset', { faults: () => ({ kind: 'reset' }) as const }],
    ['silent', { faults: () => ({ kind: 'silence' }) as const }],
  ])('fails over before the first word: %s', async (_title, cheap) => {
    const { signalbox } = await setUp({
      cheap,
      router: { execution: { firstTokenTimeoutMs: 150, maxRetriesPerTarget: 0 } },
    })
    const parts: { type: string }[] = []
    const result = streamText({ model: signalbox('auto'), prompt: 'Hello there' })
    for await (const part of result.stream) parts.push(part)
    expect(parts.filter(({ type }) => type === 'start-step')).toHaveLength(1)
    expect(parts.filter(({ type }) => type === 'error')).toEqual([])
    expect(await result.text).toBe('answer of spare')
    expect((await result.response).modelId).toBe('spare')
  })

  it('breaks openly after the first word: the text part is closed, the error told, the cost said', async () => {
    const { signalbox, ledger } = await setUp({
      cheap: { answer: 'one two three four', tokensPerSecond: 100, faults: () => ({ kind: 'cut', afterTokens: 2 }) },
    })
    const parts: { type: string }[] = []
    const errors: unknown[] = []
    const result = streamText({
      model: signalbox('auto'),
      prompt: 'Hello there',
      onError: ({ error }) => void errors.push(error),
    })
    for await (const part of result.stream) parts.push(part)
    const types = parts.map(({ type }) => type)
    expect(types.indexOf('text-end')).toBeLessThan(types.indexOf('error'))
    expect(types.filter((type) => type === 'error')).toHaveLength(1)
    expect(errors).toHaveLength(1)
    expect(await result.finishReason).toBe('error')
    expect(said(await result.providerMetadata)).toMatchObject({
      attempts: [{ target: 'cheap', end: 'failed', reason: 'reset' }],
    })
    expect(ledger.outcomes).toMatchObject([{ kind: 'broken' }])
  })

  it('resumes a broken stream with another target, where the policy says so', async () => {
    const answer = Array.from({ length: 30 }, (_, index) => `word${index}`).join(' ')
    const { signalbox } = await setUp({
      cheap: { answer, tokensPerSecond: 300, faults: () => ({ kind: 'cut', afterTokens: 10 }) },
      spare: { answer },
      router: { execution: { commit: 'resume', maxRetriesPerTarget: 0 } },
    })
    const result = streamText({ model: signalbox('auto'), prompt: 'Hello there' })
    const types: string[] = []
    for await (const part of result.stream) types.push(part.type)
    expect(await result.text).toBe(answer)
    expect(types.filter((type) => type === 'text-start')).toHaveLength(1)
    expect(types.filter((type) => type === 'text-end')).toHaveLength(1)
    expect(types).not.toContain('error')
  })
})

describe('an abort', () => {
  it.each(['generate', 'stream'] as const)("is the signal's own reason and nothing else: %s", async (kind) => {
    const { signalbox, ledger, providers } = await setUp({ cheap: { latencyMs: 5_000 } })
    const controller = new AbortController()
    const reason = new Error('the user has left')
    setTimeout(() => controller.abort(reason), 60)
    const call = { model: signalbox('auto'), prompt: 'Hello there', abortSignal: controller.signal }
    if (kind === 'generate') await expect(generateText(call)).rejects.toBe(reason)
    else {
      const seen: string[] = []
      for await (const part of streamText(call).stream) seen.push(part.type)
      expect(seen).toContain('abort')
    }
    expect(ledger.outcomes).toMatchObject([{ kind: 'aborted' }])
    expect(providers.spare.requests).toEqual([])
  })

  it('a reader who leaves closes the stream upstream', async () => {
    const answer = Array.from({ length: 400 }, (_, index) => `word${index}`).join(' ')
    const { signalbox, ledger, providers } = await setUp({ cheap: { answer, tokensPerSecond: 200 } })
    const { stream } = await signalbox('auto').doStream({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    })
    const reader = stream.getReader()
    for (let n = 0; n < 6; n++) await reader.read()
    await reader.cancel()
    await expect.poll(() => ledger.outcomes[0]?.kind).toBe('aborted')
    await expect.poll(() => providers.cheap.requests[0]?.ended).toBe('aborted')
  })
})

const weather = tool({
  description: 'Weather in a city',
  inputSchema: jsonSchema<{ city: string }>({
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
  }),
  execute: ({ city }) => `sunny in ${city}`,
})
/** Calls the tool twice, for one city after the other, then answers. */
const agentic = {
  answer: ({ body }: { body: Readonly<Record<string, unknown>> }) => {
    const messages = JSON.stringify(body['messages'])
    const city = !messages.includes('sunny in Rome') ? 'Rome' : !messages.includes('sunny in Oslo') ? 'Oslo' : undefined
    return city === undefined
      ? 'Both are sunny.'
      : { toolCalls: [{ name: 'weather', argumentsJson: JSON.stringify({ city }) }] }
  },
}

describe('a tool loop', () => {
  it('of three steps across two models, by prepareStep', async () => {
    const { signalbox, ledger } = await setUp({ cheap: agentic, best: agentic })
    const result = await generateText({
      model: signalbox('auto'),
      prompt: 'Weather in Rome and Oslo?',
      tools: { weather },
      stopWhen: isStepCount(5),
      prepareStep: ({ stepNumber }) => (stepNumber === 1 ? { model: signalbox('tier:frontier') } : {}),
    })
    expect(result.text).toBe('Both are sunny.')
    expect(result.steps.map(({ response }) => response.modelId)).toEqual(['cheap', 'best', 'cheap'])
    expect(ledger.outcomes.map(({ servedTarget }) => servedTarget)).toEqual(['cheap', 'best', 'cheap'])
    const used = result.steps.reduce((sum, { usage }) => sum + (usage.inputTokens ?? 0), 0)
    expect(result.totalUsage.inputTokens).toBe(used)
  })

  it('goes on elsewhere when its model goes down in the middle', async () => {
    const { signalbox } = await setUp({
      cheap: { ...agentic, faults: (call) => (call > 1 ? { kind: 'status', status: 503 } : undefined) },
      spare: agentic,
    })
    const result = streamText({
      model: signalbox('auto'),
      prompt: 'Weather in Rome and Oslo?',
      tools: { weather },
      stopWhen: isStepCount(5),
    })
    expect(await result.text).toBe('Both are sunny.')
    expect((await result.steps).map(({ response }) => response.modelId)).toEqual(['cheap', 'spare', 'spare'])
  })

  it('of an agent', async () => {
    const { signalbox } = await setUp({ cheap: agentic })
    const agent = new ToolLoopAgent({ model: signalbox('auto'), tools: { weather }, stopWhen: isStepCount(5) })
    const { text, steps } = await agent.generate({ prompt: 'Weather in Rome and Oslo?' })
    expect(text).toBe('Both are sunny.')
    expect(steps).toHaveLength(3)
  })
})

describe('an agent that streams', () => {
  const agent = async (options: WorldOptions) => {
    const { signalbox } = await setUp(options)
    const made = new ToolLoopAgent({ model: signalbox('auto'), tools: { weather }, stopWhen: isStepCount(5) })
    const result = await made.stream({ prompt: 'Weather in Rome and Oslo?' })
    const types: string[] = []
    for await (const part of result.stream) types.push(part.type)
    return { types, text: await result.text, steps: await result.steps }
  }

  it('walks its loop', async () => {
    const { types, text, steps } = await agent({ cheap: agentic })
    expect(text).toBe('Both are sunny.')
    expect(steps.map(({ response }) => response.modelId)).toEqual(['cheap', 'cheap', 'cheap'])
    expect(types.filter((type) => type === 'tool-result')).toHaveLength(2)
    expect(types).not.toContain('error')
  })

  it('goes on elsewhere when its model goes down in the middle', async () => {
    const { types, text, steps } = await agent({
      cheap: {
        ...agentic,
        faults: (call) => (call > 1 ? { kind: 'error-frame', afterTokens: 0, status: 529 } : undefined),
      },
      spare: agentic,
    })
    expect(text).toBe('Both are sunny.')
    expect(steps.map(({ response }) => response.modelId)).toEqual(['cheap', 'spare', 'spare'])
    expect(types).not.toContain('error')
  })
})

describe('where a model may stand', () => {
  it('in customProvider, a registry, and as the global default', async () => {
    const { signalbox } = await setUp()
    const custom = customProvider({
      languageModels: { smart: signalbox('tier:frontier') },
      fallbackProvider: signalbox,
    })
    const registry = createProviderRegistry({ signalbox, custom })
    const texts = [
      generateText({ model: custom.languageModel('smart'), prompt: 'Hi' }),
      generateText({ model: custom.languageModel('auto'), prompt: 'Hi' }),
      generateText({ model: registry.languageModel('signalbox:tier:frontier'), prompt: 'Hi' }),
      generateText({ model: registry.languageModel('custom:smart'), prompt: 'Hi' }),
    ]
    expect((await Promise.all(texts)).map(({ text }) => text)).toEqual([
      'answer of best',
      'answer of cheap',
      'answer of best',
      'answer of best',
    ])
    globalThis.AI_SDK_DEFAULT_PROVIDER = signalbox
    try {
      expect((await generateText({ model: 'task:math', prompt: 'Hi' })).text).toBe('answer of best')
    } finally {
      globalThis.AI_SDK_DEFAULT_PROVIDER = undefined
    }
  })

  it('under middleware', async () => {
    const { signalbox } = await setUp()
    const model = wrapLanguageModel({
      model: signalbox('auto'),
      middleware: {
        specificationVersion: 'v4',
        transformParams: async ({ params }) => ({ ...params, providerOptions: { signalbox: { task: 'math' } } }),
        wrapGenerate: async ({ doGenerate }) => {
          const result = await doGenerate()
          return { ...result, content: [...result.content, { type: 'text', text: '!' }] }
        },
      },
    })
    expect((await generateText({ model, prompt: 'Hi' })).text).toBe('answer of best!')
    expect(model.modelId).toBe('auto')
  })

  it('one instance serves many at once: with the primary down nobody is lost', async () => {
    const { signalbox, ledger } = await setUp({ cheap: down })
    const model = signalbox('auto')
    const replies = await Promise.all(Array.from({ length: 50 }, () => generateText({ model, prompt: 'Hi' })))
    expect(new Set(replies.map(({ text }) => text))).toEqual(new Set(['answer of spare']))
    expect(ledger.outcomes).toHaveLength(50)
  })

  it("an unknown id is the host's own error, with what there is", async () => {
    const { signalbox } = await setUp()
    expect(() => signalbox('gpt-99')).toThrow(NoSuchModelError)
    expect(() => signalbox('gpt-99')).toThrow(/"gpt-99".*auto, tier:economy/)
    expect(() => signalbox.imageModel('dall-e')).toThrow(NoSuchModelError)
  })
})

describe('when everything is down', () => {
  const all = { cheap: down, spare: down, best: down }

  it('the error is an APICallError with the attempts beside, not retryable once they are spent', async () => {
    const { signalbox, providers } = await setUp({
      ...all,
      router: { execution: { maxRetriesPerTarget: 0, maxAttempts: 3 } },
    })
    const error = await generateText({ model: signalbox('auto'), prompt: 'Hi' }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      name: 'AI_APICallError',
      statusCode: 503,
      isRetryable: false,
      attempts: [{ target: 'cheap' }, { target: 'spare' }, { target: 'best' }],
      cause: { name: 'RouteError' },
    })
    expect(String(error)).toMatch(/cheap: .*spare: .*best: /s)
    for (const { requests } of Object.values(providers)) expect(requests).toHaveLength(1)
  })

  it('with the default limits as well: no target is asked more often than the policy says', async () => {
    const { signalbox, providers } = await setUp({ ...all, router: { execution: { maxRetriesPerTarget: 0 } } })
    const error = await generateText({ model: signalbox('auto'), prompt: 'Hi' }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'AI_APICallError', isRetryable: false })
    for (const { requests } of Object.values(providers)) expect(requests).toHaveLength(1)
  })

  it('retryable where the server asked last says when to come back', async () => {
    const limited = { faults: () => ({ kind: 'status', status: 429, headers: { 'retry-after': '20' } }) as const }
    const { signalbox } = await setUp({ cheap: limited, spare: limited, best: limited })
    const asked = generateText({ model: signalbox('auto'), prompt: 'Hi', maxRetries: 0 })
    await expect(asked).rejects.toMatchObject({ isRetryable: true, responseHeaders: { 'retry-after': '20' } })
  })

  it("one attempt: the provider's own error, class and message", async () => {
    const { signalbox, providers } = await setUp({
      best: { faults: () => ({ kind: 'status', status: 400, message: 'max_tokens is too large' }) },
    })
    const error = await generateText({ model: signalbox('best'), prompt: 'Hi' }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      name: 'AI_APICallError',
      message: 'max_tokens is too large',
      statusCode: 400,
      cause: { name: 'RouteError' },
    })
    expect(providers.best.requests).toHaveLength(1)
  })
})

it('messages of a chat go through as they are', async () => {
  const { signalbox, providers } = await setUp()
  const messages: ModelMessage[] = [
    { role: 'user', content: 'My name is Ada.' },
    { role: 'assistant', content: 'Hello Ada.' },
    { role: 'user', content: 'What is my name?' },
  ]
  await generateText({ model: signalbox('auto'), instructions: 'Be brief.', messages })
  const sent = providers.cheap.requests[0]?.body['messages'] as { role: string }[]
  expect(sent.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
})
