import OpenAI from 'openai'
import { zodFunction, zodResponseFormat } from 'openai/helpers/zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answer, dialects, forecast } from './mock-upstreams.ts'
import { serveMocks, type ServedMocks } from './serve-mocks.ts'

let served: ServedMocks
let client: OpenAI
beforeAll(async () => {
  served = await serveMocks()
  client = new OpenAI({ apiKey: served.token, baseURL: `${served.url}/v1` })
})
afterAll(() => served.close())

const messages = [{ role: 'user', content: 'Tell me of the fox' }] as const
const weather = {
  type: 'function',
  function: {
    name: 'weather',
    description: 'The weather of a city.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
} as const
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

describe.each(dialects)('npm openai, chat, answered by %s', (upstream) => {
  const model = upstream

  it('create: text, usage, model, headers, request id', async () => {
    const { data, response, request_id } = await client.chat.completions
      .create({ model, messages: [...messages] })
      .withResponse()
    expect(data).toMatchObject({
      object: 'chat.completion',
      model: `${upstream}-wire`,
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: answer } }],
      usage: {
        prompt_tokens: 100,
        completion_tokens: 5,
        total_tokens: 105,
        prompt_tokens_details: { cached_tokens: 40 },
      },
    })
    expect(request_id).toMatch(/^req_/)
    expect(data).toHaveProperty('_request_id', request_id)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-signalbox-decision': expect.stringMatching(/^req_/),
      'x-signalbox-model': `mock/${upstream}`,
      'x-signalbox-tier': 'plain',
      'x-signalbox-escalated': 'false',
      'x-signalbox-attempts': '1',
      'x-signalbox-cost-usd': '0.00011',
      'request-id': request_id,
    })
    expect(served.requests(upstream).at(-1)).toMatchObject({ model: `${upstream}-wire`, stream: false })
  })

  it('stream, without usage', async () => {
    const { data, response } = await client.chat.completions
      .create({ model, messages: [...messages], stream: true })
      .withResponse()
    const chunks: OpenAI.ChatCompletionChunk[] = []
    for await (const chunk of data) chunks.push(chunk)
    expect(chunks[0]?.choices[0]?.delta.role).toBe('assistant')
    expect(textOf(chunks)).toBe(answer)
    expect(chunks.filter(({ choices }) => (choices[0]?.delta.content ?? '') !== '').length).toBeGreaterThan(2)
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop')
    expect(chunks.filter(({ usage }) => usage)).toEqual([])
    expect(chunks.every((chunk) => chunk.model === `${upstream}-wire` && chunk.id === chunks[0]?.id)).toBe(true)
    expect(response.headers.get('x-signalbox-model')).toBe(`mock/${upstream}`)
    expect(response.headers.has('x-signalbox-cost-usd')).toBe(false)
  })

  it('stream, with usage and what it cost', async () => {
    const stream = await client.chat.completions.create({
      model,
      messages: [...messages],
      stream: true,
      stream_options: { include_usage: true },
    })
    const chunks = []
    for await (const chunk of stream) chunks.push(chunk)
    expect(textOf(chunks)).toBe(answer)
    expect(chunks.filter(({ usage }) => usage)).toHaveLength(1)
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105, cost: 0.000_11 },
    })
  })

  it.each([false, true])('two tool calls at once, stream: %j', async (stream) => {
    const body = { model, messages: [...messages], tools: [weather] }
    const { choices } = stream
      ? await client.chat.completions.stream(body).finalChatCompletion()
      : await client.chat.completions.create(body)
    expect(choices[0]?.finish_reason).toBe('tool_calls')
    const calls = choices[0]?.message.tool_calls ?? []
    expect(calls.map((call) => call.type === 'function' && [call.function.name, call.function.arguments])).toEqual([
      ['weather', '{"city":"Paris"}'],
      ['weather', '{"city":"Oslo"}'],
    ])
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2)
  })

  it.each([false, true])('a loop of tools to its end, stream: %j', async (stream) => {
    const cities: string[] = []
    const tool = zodFunction({
      name: 'weather',
      parameters: z.object({ city: z.string() }),
      function: ({ city }) => {
        cities.push(city)
        return 'It is mild.'
      },
    })
    const body = { model, messages: [...messages], tools: [tool] }
    const runner = stream
      ? client.chat.completions.runTools({ ...body, stream })
      : client.chat.completions.runTools(body)
    expect(await runner.finalContent()).toBe(forecast)
    expect(cities.toSorted()).toEqual(['Oslo', 'Paris'])
  })

  it('parse: JSON held to a schema of zod', async () => {
    const format = zodResponseFormat(z.object({ city: z.string(), degrees: z.number() }), 'forecast')
    const reply = await client.chat.completions.parse({ model, messages: [...messages], response_format: format })
    expect(reply.choices[0]?.message.parsed).toEqual({ city: expect.any(String), degrees: expect.any(Number) })
  })

  it('pictures arrive', async () => {
    const content = [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } },
    ] as const
    const reply = await client.chat.completions.create({ model, messages: [{ role: 'user', content: [...content] }] })
    expect(reply.choices[0]?.message.content).toBe(answer)
    expect(JSON.stringify(served.requests(upstream).at(-1)?.body)).toContain(pixel)
  })
})

it('auto is answered by the first of the tier', async () => {
  const reply = await client.chat.completions.create({ model: 'auto', messages: [...messages] })
  expect(reply.model).toBe('chat-wire')
})

it('log-probabilities, from whoever has them', async () => {
  const reply = await client.chat.completions.create({ model: 'auto', messages: [...messages], logprobs: true })
  expect(reply.choices[0]?.logprobs?.content?.length).toBeGreaterThan(2)
})

describe('what another kind of provider cannot be told', () => {
  it('is left out and named, where it only tunes', async () => {
    const body = { model: 'anthropic', messages: [...messages], seed: 7, presence_penalty: 0.5 }
    const { response } = await client.chat.completions.create(body).withResponse()
    expect(response.headers.get('x-signalbox-dropped')?.split(', ').toSorted()).toEqual(['presence_penalty', 'seed'])
    expect(served.requests('anthropic').at(-1)?.body).not.toHaveProperty('seed')
  })

  it('is refused by name, where the answer would be another one', async () => {
    const refused = client.chat.completions.create({ model: 'anthropic', messages: [...messages], n: 2 })
    await expect(refused).rejects.toMatchObject({ status: 400, param: 'n', code: 'unsupported_parameter' })
  })
})

it('nothing of the key of a client goes upstream, and nothing unknown is lost', async () => {
  const extra = { model: 'chat', messages: [...messages], top_k: 5 }
  await client.chat.completions.create(extra)
  expect(served.requests('chat').at(-1)?.body).toMatchObject({ top_k: 5, messages: [...messages] })
  expect(JSON.stringify(served.requests('chat').at(-1)?.headers)).not.toContain(served.token)
})

function textOf(chunks: readonly OpenAI.ChatCompletionChunk[]): string {
  return chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')
}
