import Anthropic from '@anthropic-ai/sdk'
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod'
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { failureOf } from './failure-of.ts'
import { answer, dialects, forecast } from './mock-upstreams.ts'
import { serveMocks, type ServedMocks } from './serve-mocks.ts'

let served: ServedMocks
let client: Anthropic
beforeAll(async () => {
  served = await serveMocks()
  client = new Anthropic({ apiKey: served.token, baseURL: served.url })
})
afterAll(() => served.close())

const messages = [{ role: 'user' as const, content: 'Tell me of the fox' }]
const limits = { max_tokens: 500, messages }
const input_schema = { type: 'object' as const, properties: { city: { type: 'string' } }, required: ['city'] }
const weather = { name: 'weather', description: 'The weather of a city.', input_schema }

describe.each(dialects)('npm @anthropic-ai/sdk, answered by %s', (upstream) => {
  const model = upstream

  it('create: text, usage, model, headers, request id', async () => {
    const { data, response, request_id } = await client.messages.create({ model, ...limits }).withResponse()
    expect(data).toMatchObject({
      type: 'message',
      role: 'assistant',
      model: `${upstream}-wire`,
      content: [{ type: 'text', text: answer }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 60, cache_read_input_tokens: 40, output_tokens: 5 },
    })
    expect(request_id).toMatch(/^req_/)
    expect(data).toHaveProperty('_request_id', request_id)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-signalbox-model': `mock/${upstream}`,
      'x-signalbox-tier': 'plain',
      'x-signalbox-attempts': '1',
      'x-signalbox-cost-usd': '0.00011',
    })
  })

  it('stream: events, then the whole', async () => {
    const stream = client.messages.stream({ model, ...limits })
    const kinds: string[] = []
    const pieces: string[] = []
    for await (const event of stream) {
      kinds.push(event.type)
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') pieces.push(event.delta.text)
    }
    expect(kinds[0]).toBe('message_start')
    expect(kinds.at(-1)).toBe('message_stop')
    expect(pieces.length).toBeGreaterThan(2)
    expect(pieces.join('')).toBe(answer)
    expect(await stream.finalMessage()).toMatchObject({
      model: `${upstream}-wire`,
      content: [{ type: 'text', text: answer }],
      stop_reason: 'end_turn',
      usage: { output_tokens: 5 },
    })
    expect(stream.request_id).toMatch(/^req_/)
    expect(stream.response?.headers.get('x-signalbox-model')).toBe(`mock/${upstream}`)
  })

  it.each([false, true])('two tool calls at once, stream: %j', async (stream) => {
    const body = { model, ...limits, tools: [weather] }
    const reply = stream ? await client.messages.stream(body).finalMessage() : await client.messages.create(body)
    expect(reply.stop_reason).toBe('tool_use')
    expect(reply.content.filter(({ type }) => type === 'tool_use')).toMatchObject([
      { name: 'weather', input: { city: 'Paris' } },
      { name: 'weather', input: { city: 'Oslo' } },
    ])
  })

  it.each([false, true])('a loop of tools to its end, stream: %j', async (stream) => {
    const cities: string[] = []
    const tool = betaZodTool({
      name: 'weather',
      description: 'The weather of a city.',
      inputSchema: z.object({ city: z.string() }),
      run: ({ city }) => {
        cities.push(city)
        return 'It is mild.'
      },
    })
    const body = { model, ...limits, tools: [tool], thread: false as const }
    const last = stream
      ? await client.beta.messages.toolRunner({ ...body, stream: true }).runUntilDone()
      : await client.beta.messages.toolRunner(body).runUntilDone()
    expect(last.content).toMatchObject([{ type: 'text', text: forecast }])
    expect(cities.toSorted()).toEqual(['Oslo', 'Paris'])
  })

  it('parse: JSON held to a schema of zod', async () => {
    const format = zodOutputFormat(z.object({ city: z.string(), degrees: z.number() }))
    const reply = await client.messages.parse({ model, ...limits, output_config: { format } })
    expect(reply.parsed_output).toEqual({ city: expect.any(String), degrees: expect.any(Number) })
  })

  it('the system prompt, stop sequences and pictures arrive', async () => {
    const picture = { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } as const
    const { response } = await client.messages
      .create({
        model,
        max_tokens: 500,
        system: [{ type: 'text', text: 'Be brief about foxes.', cache_control: { type: 'ephemeral' } }],
        messages: [
          {
            role: 'user',
            content: [
              { type: 'image', source: picture },
              { type: 'text', text: 'What is this?' },
            ],
          },
        ],
      })
      .withResponse()
    expect(response.status).toBe(200)
    const sent = JSON.stringify(served.requests(upstream).at(-1)?.body)
    expect(sent).toContain('iVBORw0KGgo=')
    expect(sent).toContain('Be brief about foxes.')
  })

  it('counts tokens', async () => {
    const { data, response } = await client.messages.countTokens({ model, messages }).withResponse()
    expect(data.input_tokens).toBeGreaterThan(0)
    expect(response.headers.get('x-signalbox-estimated')).toBe(upstream === 'anthropic' ? null : 'true')
  })
})

it('models are listed and retrieved', async () => {
  const ids: string[] = []
  for await (const { id, type } of client.models.list()) if (type === 'model') ids.push(id)
  expect(ids).toEqual(expect.arrayContaining(['auto', 'chat', 'mock/anthropic']))
  expect(await client.models.retrieve('mock/anthropic')).toMatchObject({ id: 'mock/anthropic', type: 'model' })
})

describe('errors', () => {
  it.each([
    ['no such model', 'claude-99', {}, Anthropic.NotFoundError, 'not_found_error'],
    ['a wrong type', 'anthropic', { temperature: 'hot' }, Anthropic.BadRequestError, 'invalid_request_error'],
    ['no max_tokens', 'anthropic', { max_tokens: undefined }, Anthropic.BadRequestError, 'invalid_request_error'],
    ['a limit', 'anthropic-limited', {}, Anthropic.RateLimitError, 'rate_limit_error'],
    ['a limit at the other kind', 'chat-limited', {}, Anthropic.RateLimitError, 'rate_limit_error'],
    ['down', 'anthropic-broken', {}, Anthropic.InternalServerError, undefined],
    ['down, the other kind', 'chat-broken', {}, Anthropic.InternalServerError, undefined],
  ] as const)('%s', async (_, model, more, kind, type) => {
    const { error, sent } = await failureOf((fetch) =>
      client.withOptions({ fetch, maxRetries: 2 }).messages.create({ model, ...limits, ...(more as object) }),
    )
    expect(error).toBeInstanceOf(kind)
    expect(error).toMatchObject({
      requestID: expect.stringMatching(/^req_/),
      error: {
        type: 'error',
        request_id: expect.stringMatching(/^req_/),
        error: { type: type ?? expect.any(String), message: expect.any(String) },
      },
    })
    expect(sent).toBe(1)
  })

  it('a wrong token', async () => {
    const { error, sent } = await failureOf((fetch) =>
      client.withOptions({ fetch, apiKey: 'wrong' }).messages.create({ model: 'auto', ...limits }),
    )
    expect(error).toBeInstanceOf(Anthropic.AuthenticationError)
    expect(sent).toBe(1)
  })

  it('a stream that breaks in its middle says so, and is no success', async () => {
    const stream = client.messages.stream({ model: 'anthropic-cut', ...limits })
    await expect(stream.finalMessage()).rejects.toBeInstanceOf(Anthropic.APIError)
  })
})
