import OpenAI from 'openai'
import { zodTextFormat } from 'openai/helpers/zod'
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

const input = 'Tell me of the fox'
const weather = {
  type: 'function',
  name: 'weather',
  description: 'The weather of a city.',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
  strict: true,
} as const

describe.each(dialects)('npm openai, responses, answered by %s', (upstream) => {
  const model = upstream

  it('create: text, usage, model, headers, request id', async () => {
    const { data, response, request_id } = await client.responses.create({ model, input }).withResponse()
    expect(data).toMatchObject({
      object: 'response',
      status: 'completed',
      model: `${upstream}-wire`,
      output_text: answer,
      usage: { input_tokens: 100, output_tokens: 5, total_tokens: 105, input_tokens_details: { cached_tokens: 40 } },
    })
    expect(request_id).toMatch(/^req_/)
    expect(data).toHaveProperty('_request_id', request_id)
    expect(response.headers.get('x-signalbox-model')).toBe(`mock/${upstream}`)
    expect(response.headers.get('x-signalbox-cost-usd')).toBe('0.00011')
  })

  it('stream: deltas, then the whole', async () => {
    const stream = await client.responses.create({ model, input, stream: true })
    const events = []
    for await (const event of stream) events.push(event)
    expect(events.slice(0, 1).map(({ type }) => type)).toEqual(['response.created'])
    const deltas = events.flatMap((event) => (event.type === 'response.output_text.delta' ? [event.delta] : []))
    expect(deltas.join('')).toBe(answer)
    expect(deltas.length).toBeGreaterThan(2)
    const last = events.at(-1)
    expect(last?.type === 'response.completed' && last.response).toMatchObject({
      status: 'completed',
      model: `${upstream}-wire`,
      usage: { input_tokens: 100, output_tokens: 5 },
    })
    const opened = events.flatMap((event) => (event.type === 'response.content_part.added' ? [event.part] : []))
    expect(opened).toMatchObject([{ type: 'output_text', text: '' }])
    const numbers = events.map(({ sequence_number }) => sequence_number)
    expect(numbers).toEqual(numbers.map((_, index) => index))
  })

  it("the SDK's own helper puts the stream together", async () => {
    const reply = await client.responses.stream({ model, input }).finalResponse()
    expect(reply.output_text).toBe(answer)
  })

  it.each([false, true])('two tool calls at once, then their results, stream: %j', async (stream) => {
    const ask = async (turns: OpenAI.Responses.ResponseInput): Promise<OpenAI.Responses.Response> => {
      const body = { model, input: turns, tools: [weather] }
      return stream ? client.responses.stream(body).finalResponse() : client.responses.create(body)
    }
    const asked = [{ role: 'user', content: input }] as const
    const { output } = await ask([...asked])
    const calls = output.filter(({ type }) => type === 'function_call') as OpenAI.Responses.ResponseFunctionToolCall[]
    expect(calls.map((call) => [call.name, call.arguments])).toEqual([
      ['weather', '{"city":"Paris"}'],
      ['weather', '{"city":"Oslo"}'],
    ])
    const results = calls.map(({ call_id }) => ({ type: 'function_call_output', call_id, output: '21' }) as const)
    const turns = [
      ...asked,
      ...calls.map(({ call_id, name, arguments: json }) => toTurn(call_id, name, json)),
      ...results,
    ]
    expect((await ask(turns)).output_text).toBe(forecast)
  })

  it('parse: JSON held to a schema of zod', async () => {
    const format = zodTextFormat(z.object({ city: z.string(), degrees: z.number() }), 'forecast')
    const reply = await client.responses.parse({ model, input, text: { format } })
    expect(reply.output_parsed).toEqual({ city: expect.any(String), degrees: expect.any(Number) })
  })

  it('instructions and pictures arrive', async () => {
    const url = 'data:image/png;base64,iVBORw0KGgo='
    await client.responses.create({
      model,
      instructions: 'Be brief about foxes.',
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'What is this?' },
            { type: 'input_image', image_url: url, detail: 'auto' },
          ],
        },
      ],
    })
    const sent = JSON.stringify(served.requests(upstream).at(-1)?.body)
    expect(sent).toContain('iVBORw0KGgo=')
    expect(sent).toContain('Be brief about foxes.')
  })
})

function toTurn(call_id: string, name: string, json: string): OpenAI.Responses.ResponseFunctionToolCall {
  return { type: 'function_call', call_id, name, arguments: json }
}
