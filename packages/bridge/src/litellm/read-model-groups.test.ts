import { createFakeClock } from '@signalbox/core/testing'
import { createMockFetch, createMockLitellm, createMockProvider } from '@signalbox/mock-providers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LitellmAccess } from './ask-litellm.ts'
import { readModelGroups } from './read-model-groups.ts'

const baseUrl = 'http://litellm.test:4000'
const provider = createMockProvider({ name: 'mock', models: {} })
const answering = (answer: () => Response | Promise<Response>): LitellmAccess => ({
  baseUrl,
  fetch: async () => answer(),
})
const listing = (...data: readonly unknown[]): LitellmAccess => answering(() => Response.json({ data }))

describe('model groups', () => {
  const proxy = createMockLitellm({
    masterKey: 'sk-master',
    deployments: [
      {
        group: 'fast',
        id: 'fast-eu',
        model: 'azure/our-mini',
        provider,
        prices: { inputPerMillionUsd: 0.15, outputPerMillionUsd: 0.6, cacheReadPerMillionUsd: 0.075 },
        info: {
          base_model: 'azure/gpt-4o-mini',
          mode: 'chat',
          max_input_tokens: 128_000,
          max_output_tokens: 16_384,
          supports_function_calling: true,
          supports_vision: true,
        },
      },
      {
        group: 'fast',
        id: 'fast-us',
        model: 'openai/gpt-4o-mini',
        provider,
        prices: { inputPerMillionUsd: 0.2, outputPerMillionUsd: 0.6 },
        info: { mode: 'chat', max_input_tokens: 64_000, supports_function_calling: true, supports_vision: false },
      },
      { group: 'own', id: 'own-1', model: 'openai/our-own', provider },
    ],
  })
  const access: LitellmAccess = { baseUrl, apiKey: 'sk-master', fetch: createMockFetch({ [baseUrl]: proxy }) }

  it('are read with prices, limits and capabilities, at their tightest where deployments differ', async () => {
    const { groups, leftOut } = await readModelGroups(access)
    expect(leftOut).toEqual([])
    expect(groups).toEqual([
      {
        name: 'fast',
        deployments: [
          { id: 'fast-eu', provider: 'azure', model: 'our-mini', baseModel: 'azure/gpt-4o-mini' },
          { id: 'fast-us', provider: 'openai', model: 'gpt-4o-mini', baseModel: undefined },
        ],
        mode: 'chat',
        rates: [
          { inputPerMillionUsd: 0.15, outputPerMillionUsd: 0.6, cacheReadPerMillionUsd: 0.075 },
          { inputPerMillionUsd: 0.2, outputPerMillionUsd: 0.6 },
        ],
        contextTokens: 64_000,
        maxOutputTokens: 16_384,
        capabilities: {
          tools: true,
          jsonSchema: undefined,
          reasoning: undefined,
          image: false,
          audio: undefined,
          video: undefined,
          file: undefined,
        },
      },
      expect.objectContaining({ name: 'own', mode: undefined, rates: undefined, contextTokens: undefined }),
    ])
  })

  it.each(['/', '/v1', '/v1/'])('an address that ends in %s is the same', async (end) => {
    expect((await readModelGroups({ ...access, baseUrl: baseUrl + end })).groups).toHaveLength(2)
  })

  it('long prompts that cost more are a second rate', async () => {
    const info = {
      input_cost_per_token: 1e-6,
      output_cost_per_token: 2e-6,
      input_cost_per_token_above_200k_tokens: 4e-6,
    }
    const { groups } = await readModelGroups(listing({ model_name: 'long', model_info: info }))
    expect(groups[0]?.rates).toEqual([
      { inputPerMillionUsd: 1, outputPerMillionUsd: 2 },
      { inputPerMillionUsd: 4, outputPerMillionUsd: 2 },
    ])
  })

  it('a price of 0 is known', async () => {
    const info = { input_cost_per_token: 0, output_cost_per_token: 0 }
    const { groups } = await readModelGroups(listing({ model_name: 'ours', model_info: info }))
    expect(groups[0]?.rates).toEqual([{ inputPerMillionUsd: 0, outputPerMillionUsd: 0 }])
  })

  it('an old proxy says less', async () => {
    const { groups } = await readModelGroups(
      listing({ model_name: 'gpt', litellm_params: { model: 'gpt-4o' } }, { model_name: 'bare', model_info: null }),
    )
    expect(groups.map(({ name, deployments, rates }) => ({ name, deployments, rates }))).toEqual([
      {
        name: 'gpt',
        deployments: [{ id: undefined, provider: 'openai', model: 'gpt-4o', baseModel: undefined }],
        rates: undefined,
      },
      {
        name: 'bare',
        deployments: [{ id: undefined, provider: undefined, model: 'bare', baseModel: undefined }],
        rates: undefined,
      },
    ])
  })

  it('five hundred models', async () => {
    const entries = Array.from({ length: 500 }, (_, index) => ({ model_name: `model-${index}`, model_info: {} }))
    expect((await readModelGroups(listing(...entries))).groups).toHaveLength(500)
  })

  it('whatever an entry is, it is a deployment or left out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.jsonValue(), fc.record({ model_name: fc.string(), model_info: fc.jsonValue() }))),
        async (entries) => {
          const { groups, leftOut } = await readModelGroups(listing(...entries))
          const deployments = groups.flatMap((group) => group.deployments)
          expect(deployments.length + leftOut.length).toBe(entries.length)
        },
      ),
    )
  })
})

describe('a proxy that does not list them', () => {
  const refusing = (status: number, type: string, message: string): LitellmAccess =>
    answering(() => Response.json({ error: { message, type, param: null, code: String(status) } }, { status }))
  const down = Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
  })

  it.each<[string, LitellmAccess, RegExp]>([
    ['is down', answering(() => Promise.reject(down)), /cannot be reached \(ECONNREFUSED\)\. Start the proxy/],
    [
      'answers a page',
      answering(() => new Response('<html>', { headers: { 'content-type': 'text/html' } })),
      /text\/html, which is not JSON\. Check the address/,
    ],
    ['is something else', answering(() => Response.json({ hello: 1 })), /no list of models\. Check the address/],
    [
      'is old, or something else',
      answering(() => Response.json({ detail: 'Not Found' }, { status: 404 })),
      /answered 404\. .* too old to list/,
    ],
    ['wants a key', refusing(401, 'auth_error', 'No api key passed in.'), /401: No api key passed in\. It wants a key/],
    ['refuses the key', { ...refusing(401, 'token_not_found_in_db', 'No.'), apiKey: 'sk-x' }, /Check the key/],
    [
      'has no database',
      { ...refusing(400, 'no_db_connection', 'No connected db.'), apiKey: 'sk-x' },
      /its master key only/,
    ],
    [
      'fails without a key',
      answering(() => new Response('Internal Server Error', { status: 500 })),
      /answered 500\. It may want a key/,
    ],
    [
      'fails',
      { ...answering(() => new Response('', { status: 502 })), apiKey: 'sk-x' },
      /answered 502\. Try again later/,
    ],
    [
      'leads elsewhere',
      answering(() => new Response(null, { status: 302 })),
      /answered 302\. Give the address that it leads to/,
    ],
    ['says too much', { ...listing({ model_name: 'a' }), limitBytes: 10 }, /more than 10 bytes/],
  ])('%s', async (_, access, message) => {
    const error = await readModelGroups(access).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).toMatch(message)
    expect(String(error)).toContain(`${baseUrl}/v1/model/info`)
  })

  it('says nothing in time', async () => {
    const clock = createFakeClock()
    const reading = readModelGroups({ ...answering(() => new Promise<never>(() => {})), clock, timeoutMs: 500 })
    const refused = expect(reading).rejects.toThrow('gave no whole answer within 500 ms')
    await clock.advance(500)
    await refused
  })

  it('has the key in its error, which is not passed on', async () => {
    const access = { ...refusing(401, 'auth_error', 'Wrong key sk-secret-1'), apiKey: 'sk-secret-1' }
    await expect(readModelGroups(access)).rejects.toThrow(/Wrong key \*\*\*/)
  })
})
