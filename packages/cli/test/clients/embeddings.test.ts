import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { OpenAIEmbeddings } from '@langchain/openai'
import { embed } from 'ai'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failureOf } from './failure-of.ts'
import { serveMocks, type ServedMocks } from './serve-mocks.ts'

let served: ServedMocks
let client: OpenAI
beforeAll(async () => {
  served = await serveMocks()
  client = new OpenAI({ apiKey: served.token, baseURL: `${served.url}/v1` })
})
afterAll(() => served.close())

describe('npm openai, embeddings', () => {
  it.each(['base64', 'float'] as const)('%s', async (encoding_format) => {
    const input = ['a red fox', 'a red fox', 'the sea']
    const { data, response } = await client.embeddings
      .create({ model: 'chat-embed', input, dimensions: 32, encoding_format })
      .withResponse()
    expect(data.data).toHaveLength(3)
    expect(data.data[0]?.embedding).toEqual(data.data[1]?.embedding)
    if (encoding_format === 'float') expect(data.data[2]?.embedding).toHaveLength(32)
    expect(data.usage.prompt_tokens).toBe(100)
    expect(response.headers.get('x-signalbox-model')).toBe('mock/chat-embed')
  })

  it('the SDK unpacks what it asked for in base64', async () => {
    const { data } = await client.embeddings.create({ model: 'chat-embed', input: 'a red fox' })
    expect(data[0]?.embedding).toHaveLength(64)
  })

  it.each([
    ['embed-99', OpenAI.NotFoundError],
    ['chat-limited', OpenAI.BadRequestError],
  ] as const)('%s gives none', async (model, kind) => {
    const { error, sent } = await failureOf((fetch) =>
      client.withOptions({ fetch, maxRetries: 2 }).embeddings.create({ model, input: 'a' }),
    )
    expect(error).toBeInstanceOf(kind)
    expect(sent).toBe(1)
  })
})

it('ai with @ai-sdk/openai-compatible: embed', async () => {
  const provider = createOpenAICompatible({ name: 'mock', baseURL: `${served.url}/v1`, apiKey: served.token })
  const { embedding } = await embed({ model: provider.embeddingModel('chat-embed'), value: 'a red fox' })
  expect(embedding).toHaveLength(64)
})

it('LangChain OpenAIEmbeddings', async () => {
  const configuration = { baseURL: `${served.url}/v1` }
  const model = new OpenAIEmbeddings({ model: 'chat-embed', apiKey: served.token, configuration })
  expect(await model.embedQuery('a red fox')).toHaveLength(64)
})
