import { createMockProvider, startMockServer, type MockRequest, type ModelScript } from '@signalbox/mock-providers'

/** One fake provider on a socket, and the variables that point the app at it. */
export interface MockPlace {
  readonly close: () => Promise<void>
  readonly env: Readonly<Record<string, string>>
}

export type MockName = 'deepseek' | 'zai' | 'anthropic'

const proof = `Suppose the square root of 2 were rational: a fraction p/q in lowest terms.

Squaring gives p² = 2q², so p² is even, and therefore p is even: p = 2k.

Then 4k² = 2q², so q² = 2k², and q is even as well.

But p and q, both even, have a common factor: the fraction was not in lowest terms. So the square root of 2 is irrational.`

/** What a model without a network can say. */
function answer({ prompt }: MockRequest): string {
  if (/translate/i.test(prompt)) return 'Bonjour à tous !'
  if (/prove|proof|irrational/i.test(prompt)) return proof
  return `This answer comes from a mock provider on your own machine. You asked: “${prompt.slice(0, 200)}” With real keys in .env the same code asks a real model.`
}

const names: Readonly<Record<MockName, { readonly model: string; readonly variable: string }>> = {
  deepseek: { model: 'deepseek-v4-pro', variable: 'DEEPSEEK' },
  zai: { model: 'glm-5.2', variable: 'ZAI' },
  anthropic: { model: 'claude-sonnet-4-6', variable: 'ANTHROPIC' },
}

/** Starts a fake provider that speaks that provider's dialect at a human pace. */
export async function startMock(name: MockName, script: Partial<ModelScript> = {}): Promise<MockPlace> {
  const { model, variable } = names[name]
  const provider = createMockProvider({
    name,
    models: { [model]: { answer, firstTokenMs: 200, tokensPerSecond: 60, ...script } },
  })
  const { url, close } = await startMockServer(provider)
  return { close, env: { [`${variable}_BASE_URL`]: `${url}/v1`, [`${variable}_API_KEY`]: 'mock' } }
}
