import { HumanMessage, ToolMessage, type AIMessageChunk } from '@langchain/core/messages'
import { tool } from '@langchain/core/tools'
import { concat } from '@langchain/core/utils/stream'
import { ChatOpenAI } from '@langchain/openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answer, dialects, forecast } from './mock-upstreams.ts'
import { serveMocks, type ServedMocks } from './serve-mocks.ts'

let served: ServedMocks
beforeAll(async () => void (served = await serveMocks()))
afterAll(() => served.close())

const chat = (model: string, useResponsesApi = false): ChatOpenAI =>
  new ChatOpenAI({ model, apiKey: served.token, useResponsesApi, configuration: { baseURL: `${served.url}/v1` } })
const weather = tool(({ city }) => `It is mild in ${city}.`, {
  name: 'weather',
  description: 'The weather of a city.',
  schema: z.object({ city: z.string() }),
})
const prompt = 'Tell me of the fox'

describe.each(dialects.flatMap((upstream) => [false, true].map((responses) => ({ upstream, responses }))))(
  'LangChain ChatOpenAI, responses API $responses, answered by $upstream',
  ({ upstream, responses }) => {
    it('invoke', async () => {
      const message = await chat(upstream, responses).invoke(prompt)
      expect(message.text).toBe(answer)
      expect(message.usage_metadata).toMatchObject({ input_tokens: 100, output_tokens: 5, total_tokens: 105 })
    })

    it('stream', async () => {
      const chunks: AIMessageChunk[] = []
      for await (const chunk of await chat(upstream, responses).stream(prompt)) chunks.push(chunk)
      expect(chunks.length).toBeGreaterThan(3)
      expect(chunks.map(({ text }) => text).join('')).toBe(answer)
      expect(chunks.reduce((sum, chunk) => concat(sum, chunk)).usage_metadata).toMatchObject({ output_tokens: 5 })
    })

    it('bindTools, and their results', async () => {
      const model = chat(upstream, responses).bindTools([weather])
      const asked = new HumanMessage(prompt)
      const called = await model.invoke([asked])
      expect(called.tool_calls?.map(({ args }) => args)).toEqual([{ city: 'Paris' }, { city: 'Oslo' }])
      const results = await Promise.all((called.tool_calls ?? []).map((call) => weather.invoke(call)))
      expect(results.every((result) => ToolMessage.isInstance(result))).toBe(true)
      expect((await model.invoke([asked, called, ...(results as ToolMessage[])])).text).toBe(forecast)
    })

    it('bindTools, streamed', async () => {
      const chunks: AIMessageChunk[] = []
      for await (const chunk of await chat(upstream, responses).bindTools([weather]).stream(prompt)) chunks.push(chunk)
      const whole = chunks.reduce((sum, chunk) => concat(sum, chunk))
      expect(whole.tool_calls?.map(({ name, args }) => [name, args])).toEqual([
        ['weather', { city: 'Paris' }],
        ['weather', { city: 'Oslo' }],
      ])
    })

    it.each(['jsonSchema', 'functionCalling'] as const)('withStructuredOutput by %s', async (method) => {
      const schema = z.object({ city: z.string(), degrees: z.number() })
      const model = chat(upstream, responses).withStructuredOutput(schema, { method, name: 'forecast' })
      expect(await model.invoke(prompt)).toEqual({ city: expect.any(String), degrees: expect.any(Number) })
    })
  },
)
