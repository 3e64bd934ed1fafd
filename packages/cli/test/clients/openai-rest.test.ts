import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failureOf } from './failure-of.ts'
import { answer } from './mock-upstreams.ts'
import { serveMocks, type ServedMocks } from './serve-mocks.ts'

/** What npm `openai` does beside answers: models and errors. */
let served: ServedMocks
let client: OpenAI
beforeAll(async () => {
  served = await serveMocks()
  client = new OpenAI({ apiKey: served.token, baseURL: `${served.url}/v1` })
})
afterAll(() => served.close())

const messages = [{ role: 'user' as const, content: 'Tell me of the fox' }]

describe('models', () => {
  it('lists virtual and real ids', async () => {
    const ids: string[] = []
    for await (const { id, object } of client.models.list()) if (object === 'model') ids.push(id)
    expect(ids).toEqual(expect.arrayContaining(['auto', 'tier:plain', 'chat', 'mock/anthropic']))
  })

  it.each(['auto', 'tier:plain', 'mock/anthropic'])('retrieves %s', async (id) => {
    expect(await client.models.retrieve(id)).toMatchObject({ id, object: 'model' })
  })

  it('what is not there is not found', async () => {
    await expect(client.models.retrieve('gpt-99')).rejects.toBeInstanceOf(OpenAI.NotFoundError)
  })
})

const chat =
  (model: string, more: object = {}) =>
  (sdk: OpenAI): PromiseLike<unknown> =>
    sdk.chat.completions.create({ model, messages, ...more })
const responses =
  (model: string, more: object = {}) =>
  (sdk: OpenAI): PromiseLike<unknown> =>
    sdk.responses.create({ model, input: 'Tell me of the fox', ...more })

describe('errors', () => {
  it.each([
    ['chat: no such model', chat('gpt-99'), OpenAI.NotFoundError, { code: 'model_not_found', param: 'model' }],
    ['chat: a wrong type', chat('chat', { temperature: 'hot' }), OpenAI.BadRequestError, { param: 'temperature' }],
    ['chat: no messages', chat('chat', { messages: undefined }), OpenAI.BadRequestError, { param: 'messages' }],
    ['chat: a limit', chat('chat-limited'), OpenAI.RateLimitError, { code: 'rate_limit_exceeded' }],
    ['chat: a limit, streaming', chat('chat-limited', { stream: true }), OpenAI.RateLimitError, {}],
    ['chat: a limit at the other kind', chat('anthropic-limited'), OpenAI.RateLimitError, {}],
    ['chat: down', chat('chat-broken'), OpenAI.InternalServerError, { status: 502 }],
    ['chat: down, streaming', chat('responses-broken', { stream: true }), OpenAI.InternalServerError, { status: 502 }],
    ['responses: no such model', responses('gpt-99'), OpenAI.NotFoundError, { code: 'model_not_found' }],
    ['responses: a wrong type', responses('chat', { temperature: 'hot' }), OpenAI.BadRequestError, {}],
    ['responses: a limit', responses('responses-limited'), OpenAI.RateLimitError, {}],
    ['responses: down', responses('anthropic-broken'), OpenAI.InternalServerError, { status: 502 }],
    [
      'embeddings: no such model',
      (sdk: OpenAI) => sdk.embeddings.create({ model: 'embed-99', input: 'a' }),
      OpenAI.NotFoundError,
      {},
    ],
  ] as const)('%s', async (_, work, kind, fields) => {
    const { error, sent } = await failureOf((fetch) => work(client.withOptions({ fetch, maxRetries: 2 })))
    expect(error).toBeInstanceOf(kind)
    expect(error).toMatchObject({ ...fields, requestID: expect.stringMatching(/^req_/), type: expect.any(String) })
    expect(sent).toBe(1)
  })

  it('a wrong token', async () => {
    const { error, sent } = await failureOf((fetch) => client.withOptions({ fetch, apiKey: 'wrong' }).models.list())
    expect(error).toBeInstanceOf(OpenAI.AuthenticationError)
    expect(sent).toBe(1)
  })

  it('a stream that breaks in its middle says so, and is no success', async () => {
    const stream = await client.chat.completions.create({ model: 'chat-cut', messages, stream: true })
    let text = ''
    const read = async (): Promise<void> => {
      for await (const { choices } of stream) text += choices[0]?.delta.content ?? ''
    }
    await expect(read()).rejects.toBeInstanceOf(OpenAI.APIError)
    expect(answer.startsWith(text)).toBe(true)
  })
})
