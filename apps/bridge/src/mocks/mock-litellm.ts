import {
  createMockLitellm,
  createMockProvider,
  type LitellmDeployment,
  type LitellmPrices,
  type MockProvider,
} from '@signalbox/mock-providers'
import { mockModel, moderate } from './mock-answer.ts'

/** A proxy with four model groups. The second one has two deployments, of which the dearer is never needed. */
export function mockLitellm(): MockProvider {
  const deployment = (id: string, group: string, model: string, prices: LitellmPrices, isDown?: RegExp) =>
    ({ id, group, model, prices, provider: provider(model, isDown) }) satisfies LitellmDeployment
  return createMockLitellm({
    masterKey: 'mock',
    deployments: [
      deployment(
        'deepseek-1',
        'deepseek-v4-pro',
        'openai/deepseek-v4-pro',
        { inputPerMillionUsd: 0.5, outputPerMillionUsd: 1 },
        /harbour/,
      ),
      deployment('zai-1', 'glm-5.2', 'openai/glm-5.2', { inputPerMillionUsd: 1.4, outputPerMillionUsd: 4.4 }),
      deployment('zai-2', 'glm-5.2', 'openai/glm-5.2', { inputPerMillionUsd: 1.6, outputPerMillionUsd: 4.8 }),
      deployment('anthropic-1', 'claude-sonnet-4.6', 'anthropic/claude-sonnet-4-6', {
        inputPerMillionUsd: 3,
        outputPerMillionUsd: 15,
      }),
      deployment('openai-1', 'gpt-5.5', 'openai/gpt-5.5', { inputPerMillionUsd: 5, outputPerMillionUsd: 30 }),
    ],
  })
}

/** What moderation finds is told by the provider here: LiteLLM has none of its own. */
function provider(model: string, isDown?: RegExp): MockProvider {
  const name = model.slice(model.indexOf('/') + 1)
  const { answer, faults } = mockModel(isDown)
  return createMockProvider({
    name,
    models: {
      [name]: {
        answer,
        faults: (call, request) =>
          moderate(request).length > 0
            ? {
                kind: 'status',
                status: 400,
                code: 'content_policy_violation',
                message: 'This request breaks the content policy.',
              }
            : typeof faults === 'function'
              ? faults(call, request)
              : undefined,
      },
    },
  })
}
