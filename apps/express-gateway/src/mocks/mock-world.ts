import {
  createMockProvider,
  startMockServer,
  type MockProvider,
  type MockServer,
  type ModelScript,
} from '@signalbox/mock-providers'
import type { Environment } from '../policy.ts'
import { mockAnswer } from './mock-answer.ts'

const models = {
  deepseek: { model: 'deepseek-v4-pro', variable: 'DEEPSEEK', path: '/v1' },
  zai: { model: 'glm-5.2', variable: 'ZAI', path: '/v1' },
  anthropic: { model: 'claude-sonnet-4-6', variable: 'ANTHROPIC', path: '' },
  openai: { model: 'gpt-5.5', variable: 'OPENAI', path: '/v1' },
} as const

export type MockName = keyof typeof models

/** One fake provider on a socket. */
export interface MockPlace {
  /** Every request it received, in order. */
  readonly requests: MockProvider['requests']
  /** From now on nobody listens there. */
  readonly stop: () => Promise<void>
}

export interface MockWorld {
  /** What points the app at the mocks. */
  readonly env: Environment
  readonly places: Readonly<Record<MockName, MockPlace>>
  readonly close: () => Promise<void>
}

/** Four fake providers on sockets of this machine, each in its vendor's dialect. */
export async function startMocks(scripts: Partial<Record<MockName, Partial<ModelScript>>> = {}): Promise<MockWorld> {
  const names = Object.keys(models) as MockName[]
  const started = await Promise.all(
    names.map(async (name) => {
      const { model, variable, path } = models[name]
      const script = { answer: mockAnswer, tokensPerSecond: 200, ...scripts[name] }
      const provider = createMockProvider({ name, models: { [model]: script } })
      const server = await startMockServer(provider)
      const env = { [`${variable}_API_KEY`]: 'mock', [`${variable}_BASE_URL`]: `${server.url}${path}` }
      return { name, env, place: { requests: provider.requests, stop: stopOnce(server) } }
    }),
  )
  const places = Object.fromEntries(started.map(({ name, place }) => [name, place])) as Record<MockName, MockPlace>
  return {
    env: Object.assign({}, ...started.map(({ env }) => env)) as Environment,
    places,
    close: async () => {
      await Promise.all(started.map(({ place }) => place.stop()))
    },
  }
}

function stopOnce(server: MockServer): () => Promise<void> {
  let stopped: Promise<void> | undefined
  return () => (stopped ??= server.close())
}
