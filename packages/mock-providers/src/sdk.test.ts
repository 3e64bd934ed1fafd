import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMockProvider } from './mock-provider.ts'
import type { MockAnswer } from './mock-script.ts'
import { startMockServer, type MockServer } from './start-mock-server.ts'

/** The providers' own SDKs read what the mocks send: someone else's parser is the judge of the wire. */
const answer: MockAnswer = {
  text: 'The quick brown fox',
  usage: { inputTokens: 100, outputTokens: 4, cacheReadTokens: 40 },
}
const tool: MockAnswer = { toolCalls: [{ name: 'find', argumentsJson: '{"id":7,"deep":{"list":[1,2]}}' }] }
const provider = createMockProvider({
  name: 'sdk',
  apiKey: 'right',
  models: {
    plain: { answer },
    tool: { answer: tool },
    json: { answer: {} },
    length: { answer: { text: 'cut', finish: 'length' } },
    limited: { answer, faults: [{ kind: 'status', status: 429, headers: { 'retry-after': '0' } }] },
    broken: { answer, faults: () => ({ kind: 'status', status: 503 }) },
    'in-band': { answer, faults: () => ({ kind: 'error-frame', afterTokens: 2, status: 529, message: 'Overloaded' }) },
  },
})
let server: MockServer
let openai: OpenAI
let anthropic: Anthropic

beforeAll(async () => {
  server = await startMockServer(provider)
  openai = new OpenAI({ apiKey: 'right', baseURL: `${server.url}/v1`, maxRetries: 0 })
  anthropic = new Anthropic({ apiKey: 'right', baseURL: server.url, maxRetries: 0 })
})
afterAll(() => server.close())

const messages = [{ role: 'user', content: 'Hello there' }] as const

describe('the openai SDK', () => {
  it('reads a whole answer', async () => {
    const reply = await openai.chat.completions.create({ model: 'plain', messages: [...messages] })
    expect(reply.choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { role: 'assistant', content: answer.text },
    })
    expect(reply.usage).toMatchObject({
      prompt_tokens: 100,
      completion_tokens: 4,
      total_tokens: 104,
      prompt_tokens_details: { cached_tokens: 40 },
    })
    expect(reply._request_id).toMatch(/^req_sdk_/)
  })

  it('reads a stream with usage and log-probabilities', async () => {
    const stream = await openai.chat.completions.create({
      model: 'plain',
      messages: [...messages],
      stream: true,
      logprobs: true,
      stream_options: { include_usage: true },
    })
    let text = ''
    let logprobs = 0
    let usage: OpenAI.CompletionUsage | null | undefined
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? ''
      logprobs += chunk.choices[0]?.logprobs?.content?.length ?? 0
      usage = chunk.usage ?? usage
    }
    expect(text).toBe(answer.text)
    expect(logprobs).toBe(4)
    expect(usage?.completion_tokens).toBe(4)
  })

  it('gathers a tool call from its pieces', async () => {
    const reply = await openai.chat.completions.stream({ model: 'tool', messages: [...messages] }).finalChatCompletion()
    const call = reply.choices[0]?.message.tool_calls?.[0]
    expect(reply.choices[0]?.finish_reason).toBe('tool_calls')
    expect(call?.type === 'function' && JSON.parse(call.function.arguments)).toEqual({ id: 7, deep: { list: [1, 2] } })
  })

  it('gets JSON of the schema it asked for', async () => {
    const schema = {
      type: 'object',
      properties: { n: { type: 'integer', minimum: 3 }, kind: { enum: ['a', 'b'] } },
      required: ['n', 'kind'],
    }
    const reply = await openai.chat.completions.create({
      model: 'json',
      messages: [...messages],
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
    })
    expect(JSON.parse(reply.choices[0]?.message.content ?? '')).toEqual({ n: 3, kind: 'a' })
  })

  it.each([
    [
      'a wrong key',
      () =>
        new OpenAI({ apiKey: 'wrong', baseURL: `${server.url}/v1`, maxRetries: 0 }).models.retrieve('x').catch(() =>
          new OpenAI({ apiKey: 'wrong', baseURL: `${server.url}/v1`, maxRetries: 0 }).chat.completions.create({
            model: 'plain',
            messages: [...messages],
          }),
        ),
      OpenAI.AuthenticationError,
    ],
    [
      'an unknown model',
      () => openai.chat.completions.create({ model: 'none', messages: [...messages] }),
      OpenAI.NotFoundError,
    ],
    [
      'a 503',
      () => openai.chat.completions.create({ model: 'broken', messages: [...messages] }),
      OpenAI.InternalServerError,
    ],
  ] as const)("%s is the SDK's own error", async (_, work, type) => {
    await expect(work()).rejects.toBeInstanceOf(type)
  })

  it('tries again after a 429, as told', async () => {
    const patient = new OpenAI({ apiKey: 'right', baseURL: `${server.url}/v1`, maxRetries: 1 })
    const reply = await patient.chat.completions.create({ model: 'limited', messages: [...messages] })
    expect(reply.choices[0]?.message.content).toBe(answer.text)
  })

  it('throws on an error inside a 200', async () => {
    const stream = await openai.chat.completions.create({ model: 'in-band', messages: [...messages], stream: true })
    const read = async (): Promise<void> => {
      for await (const chunk of stream) expect(chunk.object).toBe('chat.completion.chunk')
    }
    await expect(read()).rejects.toThrow(/Overloaded/)
  })

  it('lists the models', async () => {
    const ids: string[] = []
    for await (const model of openai.models.list()) ids.push(model.id)
    expect(ids).toContain('plain')
  })
})

describe('the openai SDK, responses', () => {
  it('reads a whole answer', async () => {
    const reply = await openai.responses.create({ model: 'plain', input: 'Hello there' })
    expect(reply).toMatchObject({ object: 'response', status: 'completed', output_text: answer.text })
    expect(reply.usage).toMatchObject({
      input_tokens: 100,
      input_tokens_details: { cached_tokens: 40 },
      output_tokens: 4,
      total_tokens: 104,
    })
    expect(reply._request_id).toMatch(/^req_sdk_/)
  })

  it('reads a stream, its events numbered', async () => {
    const stream = await openai.responses.create({ model: 'plain', input: [...messages], stream: true })
    let text = ''
    const numbers: number[] = []
    const types = new Set<string>()
    for await (const event of stream) {
      types.add(event.type)
      numbers.push(event.sequence_number)
      if (event.type === 'response.output_text.delta') text += event.delta
      if (event.type === 'response.completed')
        expect(event.response).toMatchObject({ output: [{ content: [{ text }] }] })
    }
    expect(text).toBe(answer.text)
    expect(numbers).toEqual(numbers.map((_, index) => index))
    expect([...types]).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ])
  })

  it('reads tool calls, whole and streamed', async () => {
    const whole = await openai.responses.create({ model: 'tool', input: 'Find it' })
    expect(whole.output).toMatchObject([
      { type: 'function_call', name: 'find', arguments: tool.toolCalls?.[0]?.argumentsJson },
    ])
    const stream = openai.responses.stream({ model: 'tool', input: 'Find it' })
    expect((await stream.finalResponse()).output).toMatchObject([
      { type: 'function_call', name: 'find', arguments: tool.toolCalls?.[0]?.argumentsJson },
    ])
  })

  it('reads JSON that fits a schema, a cut answer, and an error inside a stream', async () => {
    const schema = {
      type: 'object',
      properties: { id: { type: 'integer' } },
      required: ['id'],
      additionalProperties: false,
    }
    const json = await openai.responses.create({
      model: 'json',
      input: 'x',
      text: { format: { type: 'json_schema', name: 'thing', schema } },
    })
    expect(JSON.parse(json.output_text)).toEqual({ id: 0 })
    const cut = await openai.responses.create({ model: 'length', input: 'x' })
    expect(cut).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } })
    const stream = openai.responses.stream({ model: 'in-band', input: 'x' })
    await expect(stream.finalResponse()).rejects.toThrow(/Overloaded/)
  })

  it('is told of a missing input', async () => {
    await expect(openai.responses.create({ model: 'plain' })).rejects.toThrow(/Missing required parameter: 'input'/)
  })
})

describe('the Anthropic SDK', () => {
  const base = { max_tokens: 100, messages: [...messages] }

  it('reads a whole answer: input tokens without the cached ones', async () => {
    const reply = await anthropic.messages.create({ model: 'plain', ...base })
    expect(reply.content).toMatchObject([{ type: 'text', text: answer.text }])
    expect(reply).toMatchObject({
      stop_reason: 'end_turn',
      usage: { input_tokens: 60, cache_read_input_tokens: 40, output_tokens: 4 },
    })
  })

  it('reads a stream', async () => {
    const stream = anthropic.messages.stream({ model: 'plain', ...base })
    expect(await stream.finalText()).toBe(answer.text)
    expect((await stream.finalMessage()).usage).toMatchObject({ input_tokens: 60, output_tokens: 4 })
  })

  it('gathers a tool call from its pieces', async () => {
    const reply = await anthropic.messages.stream({ model: 'tool', ...base }).finalMessage()
    expect(reply.stop_reason).toBe('tool_use')
    expect(reply.content).toMatchObject([{ type: 'tool_use', name: 'find', input: { id: 7, deep: { list: [1, 2] } } }])
  })

  it('knows why it ended', async () => {
    expect((await anthropic.messages.create({ model: 'length', ...base })).stop_reason).toBe('max_tokens')
  })

  it('counts tokens', async () => {
    const { input_tokens } = await anthropic.messages.countTokens({ model: 'plain', messages: [...messages] })
    expect(input_tokens).toBeGreaterThan(0)
  })

  it.each([
    [
      'a wrong key',
      () =>
        new Anthropic({ apiKey: 'wrong', baseURL: server.url, maxRetries: 0 }).messages.create({
          model: 'plain',
          ...base,
        }),
      Anthropic.AuthenticationError,
    ],
    ['an unknown model', () => anthropic.messages.create({ model: 'none', ...base }), Anthropic.NotFoundError],
    ['a 503', () => anthropic.messages.create({ model: 'broken', ...base }), Anthropic.InternalServerError],
  ] as const)("%s is the SDK's own error", async (_, work, type) => {
    await expect(work()).rejects.toBeInstanceOf(type)
  })
})

it('the log holds what came, without the keys', () => {
  expect(provider.requests.length).toBeGreaterThan(10)
  expect(JSON.stringify(provider.requests)).not.toContain('right')
  expect(provider.requests.find(({ model }) => model === 'plain')).toMatchObject({
    n: expect.any(Number) as number,
    status: 200,
    ended: 'complete',
    prompt: 'Hello there',
    usage: { inputTokens: 100, outputTokens: 4, cacheReadTokens: 40 },
  })
})

it('a port in use is named with the remedy', async () => {
  await expect(startMockServer(provider, { port: server.port })).rejects.toThrow(
    new RegExp(`Port ${server.port} .* in use.*choose another port`),
  )
})

describe('the openai SDK and embeddings', () => {
  it('reads them, as numbers and as bytes', async () => {
    const input = ['the quick brown fox', 'the quick red fox', 'forty two unrelated things', 'the quick brown fox']
    const ask = { model: 'plain', input, dimensions: 32 } as const
    const asBytes = await openai.embeddings.create(ask)
    const { data, usage } = await openai.embeddings.create({ ...ask, encoding_format: 'float' })
    expect(usage).toEqual({ prompt_tokens: 100, total_tokens: 100 })
    expect(asBytes.data.map(({ embedding }) => embedding)).toEqual(data.map(({ embedding }) => embedding))
    const [first = [], near = [], far = [], same] = data.map(({ embedding }) => embedding)
    const dot = (other: number[]) => first.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0)
    expect(first).toHaveLength(32)
    expect(same).toEqual(first)
    expect(dot(first)).toBeCloseTo(1, 5)
    expect(dot(near)).toBeGreaterThan(dot(far))
    expect(provider.requests.at(-1)).toMatchObject({
      dialect: 'openai-embeddings',
      ended: 'complete',
      usage: { inputTokens: 100 },
    })
  })

  it('reads those of token ids', async () => {
    const one = await openai.embeddings.create({ model: 'plain', input: [1, 2, 3], encoding_format: 'float' })
    const two = await openai.embeddings.create({ model: 'plain', input: [[1, 2, 3], [4]], encoding_format: 'float' })
    expect([one.data.length, two.data.length, one.data[0]?.embedding.length]).toEqual([1, 2, 64])
    expect(two.data[0]?.embedding).toEqual(one.data[0]?.embedding)
  })

  it.each([
    ['no input', {}, /Missing required parameter: 'input'/],
    ['an empty text', { input: '' }, /'input' must be/],
    ['an empty list', { input: [] }, /'input' must be/],
    ['an empty text in a list', { input: ['a', ''] }, /'input' must be/],
    ['an object', { input: { a: 1 } }, /'input' must be/],
    ['2,049 inputs', { input: Array(2_049).fill('a') }, /1 to 2048/],
    ['dimensions of half', { input: 'a', dimensions: 0.5 }, /'dimensions' must be/],
    ['an unknown format', { input: 'a', encoding_format: 'hex' }, /'encoding_format' must be/],
  ])('is refused those of %s', async (_, fields, message) => {
    const ask = openai.embeddings.create({ model: 'plain', ...fields } as never)
    await expect(ask).rejects.toThrow(OpenAI.BadRequestError)
    await expect(ask).rejects.toThrow(message)
  })

  it('meets scripted faults', async () => {
    await expect(openai.embeddings.create({ model: 'broken', input: 'a' })).rejects.toMatchObject({ status: 503 })
  })
})
