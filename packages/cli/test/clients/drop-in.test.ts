import {
  createMockLitellm,
  createMockOpenrouter,
  createMockProvider,
  startMockServer,
  type MockProvider,
  type MockServer,
} from '@signalbox/mock-providers'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCliFolder, type CliFolder } from '../run-cli.ts'
import { startServe, type ServeProcess } from '../serve-process.ts'

/** Programs written for OpenRouter or LiteLLM, with nothing changed but their base URL, over each kind of provider. */
const key = 'key-of-the-provider'
const token = 'token-of-the-clients'
const answer = 'The quick brown fox jumps.'
const usage = { inputTokens: 100, outputTokens: 5 }
const script = { answer: { text: answer, usage } }

interface Kind {
  readonly name: string
  readonly upstream: { readonly dialect: string; readonly carrier?: string; readonly path: string }
  readonly start: () => MockProvider
  /** What a client of OpenRouter has sent and this provider gets. */
  readonly ofOpenrouter: object
  /** What a client of LiteLLM has sent and this provider gets. */
  readonly ofLitellm: object
}

const models = ['claude', 'glm']
const kinds: readonly Kind[] = [
  {
    name: 'a plain provider of the same dialect',
    upstream: { dialect: 'openai-chat', path: '/v1' },
    start: () => createMockProvider({ name: 'plain', apiKey: key, models: { claude: script, glm: script } }),
    ofOpenrouter: { user: 'ann' },
    ofLitellm: { user: 'ann' },
  },
  {
    name: 'a plain provider of another dialect',
    upstream: { dialect: 'anthropic-messages', path: '' },
    start: () => createMockProvider({ name: 'other', apiKey: key, models: { claude: script, glm: script } }),
    // In Anthropic's words the same `user`.
    ofOpenrouter: { metadata: { user_id: 'ann' } },
    ofLitellm: { metadata: { user_id: 'ann' } },
  },
  {
    name: 'OpenRouter',
    upstream: { dialect: 'openai-chat', carrier: 'openrouter', path: '/api/v1' },
    start: () => createMockOpenrouter({ apiKey: key, models: { claude: script, glm: script } }),
    ofOpenrouter: {
      user: 'ann',
      provider: { allow_fallbacks: false, ignore: ['azure'] },
      transforms: ['middle-out'],
      usage: { include: true },
    },
    ofLitellm: { user: 'ann', provider: { allow_fallbacks: false }, usage: { include: true } },
  },
  {
    name: 'LiteLLM',
    upstream: { dialect: 'openai-chat', carrier: 'litellm', path: '/v1' },
    start: () =>
      createMockLitellm({
        masterKey: key,
        deployments: models.map((group) => ({
          group,
          model: `openai/${group}`,
          provider: createMockProvider({ name: 'one', models: { [group]: script } }),
          prices: { inputPerMillionUsd: 1, outputPerMillionUsd: 2 },
        })),
      }),
    ofOpenrouter: { user: 'ann', num_retries: 0, disable_fallbacks: true, metadata: { signalbox_request_id: anyId() } },
    ofLitellm: {
      user: 'ann',
      num_retries: 0,
      disable_fallbacks: true,
      metadata: { tags: ['team-a'], signalbox_request_id: anyId() },
    },
  },
]

/** What every request has, and what the gateway adds for any provider. */
const plainFields = ['model', 'messages', 'max_tokens', 'stream', 'stream_options', 'system']

describe.each(kinds)('over $name', ({ upstream, start, ofOpenrouter, ofLitellm }) => {
  let folder: CliFolder
  let provider: MockProvider
  let server: MockServer
  let served: ServeProcess
  beforeAll(async () => {
    folder = await createCliFolder()
    provider = start()
    server = await startMockServer(provider)
    await folder.write('signalbox.yaml', toConfig(upstream, server.url))
    served = await startServe(folder.path, { PROVIDER_KEY: key, GATEWAY_TOKEN: token })
  })
  afterAll(async () => {
    served.signal('SIGTERM')
    await served.ended
    await server.close()
    await folder.remove()
  })

  /** The fields of the last request beside those that every request has. */
  const sent = (): object =>
    Object.fromEntries(
      Object.entries(provider.requests.at(-1)?.body ?? {}).filter(([name]) => !plainFields.includes(name)),
    )

  describe.each([false, true])('stream: %j', (stream) => {
    const ask = async (
      client: OpenAI,
      model: string,
      extra: object,
    ): Promise<{ text: string; served: string | null }> => {
      const body = {
        model,
        messages: [{ role: 'user' as const, content: 'Tell me of the fox' }],
        user: 'ann',
        ...extra,
      }
      if (!stream) {
        const { data, response } = await client.chat.completions.create(body).withResponse()
        return { text: data.choices[0]?.message.content ?? '', served: response.headers.get('x-signalbox-model') }
      }
      const { data, response } = await client.chat.completions.create({ ...body, stream }).withResponse()
      let text = ''
      for await (const chunk of data) text += chunk.choices[0]?.delta.content ?? ''
      return { text, served: response.headers.get('x-signalbox-model') }
    }

    it.each([
      ['anthropic/claude-sonnet-4.6', 'claude'],
      ['z-ai/glm-5.2:floor', 'glm'],
      ['openrouter/auto', 'glm'],
    ])('a client of OpenRouter asks for %s', async (model, wire) => {
      const client = new OpenAI({
        apiKey: token,
        baseURL: `${served.url}/v1`,
        maxRetries: 0,
        defaultHeaders: { 'HTTP-Referer': 'https://app.example', 'X-Title': 'The app' },
      })
      const reply = await ask(client, model, {
        models: [model, 'openai/gpt-5.5'],
        provider: { ignore: ['azure'] },
        route: 'fallback',
        transforms: ['middle-out'],
        usage: { include: true },
      })
      expect(reply.text).toBe(answer)
      expect(provider.requests.at(-1)).toMatchObject({ model: wire, stream })
      expect(sent()).toEqual(ofOpenrouter)
      const { headers = {} } = provider.requests.at(-1) ?? {}
      const isOpenrouter = upstream.carrier === 'openrouter'
      expect([headers['http-referer'], headers['x-title']]).toEqual(
        isOpenrouter ? ['https://app.example', 'The app'] : [undefined, undefined],
      )
    })

    it.each([
      ['gpt-4o', 'glm', 'z-ai/glm-5.2'],
      ['claude-group', 'claude', 'anthropic/claude-sonnet-4.6'],
    ])('a client of LiteLLM asks for the group %s', async (group, wire, model) => {
      const client = new OpenAI({ apiKey: token, baseURL: served.url, maxRetries: 0 })
      const reply = await ask(client, group, {
        metadata: { tags: ['team-a'] },
        fallbacks: ['claude-group'],
        num_retries: 3,
      })
      expect(reply).toEqual({ text: answer, served: model })
      expect(provider.requests.at(-1)).toMatchObject({ model: wire, stream })
      expect(sent()).toEqual(ofLitellm)
    })
  })

  it('lists the names that they use', async () => {
    const client = new OpenAI({ apiKey: token, baseURL: served.url })
    const ids: string[] = []
    for await (const { id } of client.models.list()) ids.push(id)
    expect(ids).toEqual(expect.arrayContaining(['openrouter/auto', 'anthropic/claude-sonnet-4.6', 'gpt-4o']))
  })
})

function toConfig({ path, ...upstream }: Kind['upstream'], url: string): string {
  return JSON.stringify({
    upstreams: { far: { ...upstream, baseUrl: `${url}${path}`, apiKey: '${PROVIDER_KEY}' } },
    targets: [
      { id: 'glm', model: 'z-ai/glm-5.2', upstream: 'far', as: 'glm' },
      { id: 'claude', model: 'anthropic/claude-sonnet-4.6', upstream: 'far', as: 'claude' },
    ],
    tiers: [
      { name: 'economy', targets: ['glm'] },
      { name: 'frontier', targets: ['claude'] },
    ],
    strategy: { tier: 'economy' },
    aliases: {
      'openrouter/auto': 'auto',
      'z-ai/glm-5.2:floor': 'z-ai/glm-5.2',
      'gpt-4o': 'tier:economy',
      'claude-group': 'anthropic/claude-sonnet-4.6',
    },
    execution: { maxRetriesPerTarget: 0 },
    gateway: { token: '${GATEWAY_TOKEN}' },
  })
}

function anyId(): unknown {
  return expect.stringMatching(/^req_/)
}
