import { createAnthropic } from '@ai-sdk/anthropic'
import { createDeepSeek } from '@ai-sdk/deepseek'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { createMemoryLedger, createRouter, createSignalbox, rules, type MemoryLedger } from '@signalbox/ai-sdk'
import { catalog } from '@signalbox/catalog'

const { env } = process
/** An unset key still makes a model: its target is passed over, and the decision says why. */
const key = (name: string): string => env[name] ?? ''

const deepseek = createDeepSeek({ apiKey: key('DEEPSEEK_API_KEY'), baseURL: env['DEEPSEEK_BASE_URL'] })
const zai = createOpenAICompatible({
  name: 'zai',
  apiKey: key('ZAI_API_KEY'),
  baseURL: env['ZAI_BASE_URL'] ?? 'https://api.z.ai/api/paas/v4',
  includeUsage: true,
})
const anthropic = createAnthropic({ apiKey: key('ANTHROPIC_API_KEY'), baseURL: env['ANTHROPIC_BASE_URL'] })

/**
 * The record of this server. A development server loads modules anew, and the record has to outlive that; where functions come and go,
 * take `createBatchLedger` and send its rows somewhere.
 */
const kept = globalThis as { signalboxLedger?: MemoryLedger }
export const ledger: MemoryLedger = (kept.signalboxLedger ??= createMemoryLedger())

const router = createRouter({
  catalog,
  targets: [
    { id: 'deepseek/v4-pro', model: 'deepseek/deepseek-v4-pro' },
    { id: 'zai/glm-5.2', model: 'z-ai/glm-5.2' },
    { id: 'anthropic/sonnet', model: 'anthropic/claude-sonnet-4.6' },
  ],
  tiers: [
    { name: 'economy', targets: ['deepseek/v4-pro', 'zai/glm-5.2'] },
    { name: 'frontier', targets: ['anthropic/sonnet'] },
  ],
  strategy: rules(
    [
      {
        when: { task: ['summarize', 'classify', 'extract', 'format', 'translate', 'rewrite', 'qa', 'chat', 'writing'] },
        use: 'economy',
      },
      { when: { task: ['code', 'math', 'reasoning', 'agent'] }, use: 'frontier' },
    ],
    { otherwise: 'frontier' },
  ),
  constraints: { maxCostUsd: 0.25 },
  execution: { maxRetriesPerTarget: 0 },
  baseline: 'anthropic/claude-sonnet-4.6',
  ledger,
})

export const signalbox = createSignalbox({
  router,
  models: {
    'deepseek/v4-pro': deepseek('deepseek-v4-pro'),
    'zai/glm-5.2': zai('glm-5.2'),
    'anthropic/sonnet': anthropic('claude-sonnet-4-6'),
  },
})
