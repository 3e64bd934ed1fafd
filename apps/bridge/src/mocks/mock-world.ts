import { startMockServer, type MockProvider } from '@signalbox/mock-providers'
import type { Way } from '../ways/way.ts'
import { mockLitellm } from './mock-litellm.ts'
import { mockOpenrouter } from './mock-openrouter.ts'

export interface MockWorld {
  /** What points the program at the mocks. */
  readonly env: Way['env']
  readonly openrouter: MockProvider
  readonly litellm: MockProvider
  readonly close: () => Promise<void>
}

/** OpenRouter and a LiteLLM proxy on sockets of this machine. */
export async function startMocks(): Promise<MockWorld> {
  const [openrouter, litellm] = [mockOpenrouter(), mockLitellm()]
  const servers = await Promise.all([startMockServer(openrouter), startMockServer(litellm)])
  const [ofOpenrouter, ofLitellm] = servers
  return {
    env: {
      OPENROUTER_URL: `${ofOpenrouter.url}/api/v1`,
      OPENROUTER_API_KEY: 'mock',
      LITELLM_URL: ofLitellm.url,
      LITELLM_API_KEY: 'mock',
    },
    openrouter,
    litellm,
    close: async () => {
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}
