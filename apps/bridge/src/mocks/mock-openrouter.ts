import { createMockOpenrouter, type MockOpenrouter, type OpenrouterPrice } from '@signalbox/mock-providers'
import { mockModel, moderate } from './mock-answer.ts'

/** OpenRouter with four models. The first one has a second, dearer host; its first host and the model itself can be down. */
export function mockOpenrouter(): MockOpenrouter {
  const endpoint = (provider: string, price: OpenrouterPrice, isDown?: RegExp) => ({
    provider,
    price,
    moderate,
    script: mockModel(isDown),
  })
  return createMockOpenrouter({
    apiKey: 'mock',
    models: {
      'deepseek/deepseek-v4-pro': {
        endpoints: [
          endpoint('DeepSeek', { inputPerMillionUsd: 0.5, outputPerMillionUsd: 1 }, /harbour/),
          endpoint('Novita', { inputPerMillionUsd: 0.7, outputPerMillionUsd: 1.4 }, /whole harbour/),
        ],
      },
      'z-ai/glm-5.2': { endpoints: [endpoint('Z.AI', { inputPerMillionUsd: 1.4, outputPerMillionUsd: 4.4 })] },
      'anthropic/claude-sonnet-4.6': {
        endpoints: [endpoint('Anthropic', { inputPerMillionUsd: 3, outputPerMillionUsd: 15 })],
      },
      'openai/gpt-5.5': { endpoints: [endpoint('OpenAI', { inputPerMillionUsd: 5, outputPerMillionUsd: 30 })] },
    },
  })
}
