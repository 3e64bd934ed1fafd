import { createOpenAICompatible, type OpenAICompatibleProvider } from '@ai-sdk/openai-compatible'
import { APICallError, generateText, isStepCount, Output, streamText, tool } from 'ai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answer, dialects, forecast } from './mock-upstreams.ts'
import { serveMocks, type ServedMocks } from './serve-mocks.ts'

let served: ServedMocks
let provider: OpenAICompatibleProvider
let sent = 0
beforeAll(async () => {
  served = await serveMocks()
  provider = createOpenAICompatible({
    name: 'signalbox',
    baseURL: `${served.url}/v1`,
    apiKey: served.token,
    includeUsage: true,
    supportsStructuredOutputs: true,
    fetch: (url, init) => {
      sent += 1
      return fetch(url, init)
    },
  })
})
afterAll(() => served.close())

const prompt = 'Tell me of the fox'
const weather = tool({
  description: 'The weather of a city.',
  inputSchema: z.object({ city: z.string() }),
  execute: ({ city }) => `It is mild in ${city}.`,
})

describe.each(dialects)('ai with @ai-sdk/openai-compatible, answered by %s', (upstream) => {
  it('generateText', async () => {
    const { text, usage, finishReason, response } = await generateText({ model: provider(upstream), prompt })
    expect(text).toBe(answer)
    expect(finishReason).toBe('stop')
    expect(usage).toMatchObject({ inputTokens: 100, outputTokens: 5, totalTokens: 105 })
    expect(response.modelId).toBe(`${upstream}-wire`)
    expect(response.headers).toMatchObject({ 'x-signalbox-model': `mock/${upstream}`, 'x-signalbox-tier': 'plain' })
  })

  it('streamText, with usage', async () => {
    const result = streamText({ model: provider(upstream), prompt })
    const pieces: string[] = []
    for await (const piece of result.textStream) pieces.push(piece)
    expect(pieces.join('')).toBe(answer)
    expect(pieces.length).toBeGreaterThan(2)
    expect(await result.usage).toMatchObject({ inputTokens: 100, outputTokens: 5 })
    expect((await result.response).modelId).toBe(`${upstream}-wire`)
  })

  it('a loop of tools to its end', async () => {
    const tools = { weather }
    const whole = await generateText({ model: provider(upstream), prompt, tools, stopWhen: isStepCount(3) })
    expect(whole.text).toBe(forecast)
    expect(whole.steps[0]?.toolCalls.map(({ input }) => input)).toEqual([{ city: 'Paris' }, { city: 'Oslo' }])
    const streamed = streamText({ model: provider(upstream), prompt, tools, stopWhen: isStepCount(3) })
    expect(await streamed.text).toBe(forecast)
    expect((await streamed.steps)[0]?.toolResults).toHaveLength(2)
  })

  it('Output.object', async () => {
    const schema = z.object({ city: z.string(), degrees: z.number() })
    const { output } = await generateText({ model: provider(upstream), prompt, output: Output.object({ schema }) })
    expect(output).toEqual({ city: expect.any(String), degrees: expect.any(Number) })
  })
})

it.each([
  ['gpt-99', 404],
  ['chat-limited', 429],
  ['anthropic-broken', 502],
])('%s is an APICallError of %d', async (model, statusCode) => {
  const error: unknown = await generateText({ model: provider(model), prompt, maxRetries: 0 }).catch(
    (reason: unknown) => reason,
  )
  expect(APICallError.isInstance(error) && error.statusCode).toBe(statusCode)
})
