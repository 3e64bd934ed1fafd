import { catalog } from '@signalbox/catalog'
import { rules, type RouterOptions, type Target, type Tier } from '@signalbox/core'

/** The stack that `init` writes and that verbs use without a config. */
export const defaultTargets: readonly Target[] = [
  { id: 'deepseek/v4-pro', model: 'deepseek/deepseek-v4-pro', upstream: 'deepseek', as: 'deepseek-v4-pro' },
  { id: 'zai/glm-5.2', model: 'z-ai/glm-5.2', upstream: 'zai', as: 'glm-5.2' },
  { id: 'anthropic/sonnet', model: 'anthropic/claude-sonnet-4.6', upstream: 'anthropic', as: 'claude-sonnet-4-6' },
  { id: 'openai/gpt-5.5', model: 'openai/gpt-5.5', upstream: 'openai', as: 'gpt-5.5' },
]

export const defaultTiers: readonly Tier[] = [
  { name: 'economy', targets: ['deepseek/v4-pro', 'zai/glm-5.2'] },
  { name: 'frontier', targets: ['anthropic/sonnet', 'openai/gpt-5.5'] },
]

export const economyTasks: readonly string[] = [
  'summarize',
  'classify',
  'extract',
  'format',
  'translate',
  'rewrite',
  'qa',
  'chat',
  'writing',
]
export const frontierTasks: readonly string[] = ['code', 'math', 'reasoning', 'agent']
export const defaultBaseline = 'anthropic/claude-sonnet-4.6'

/** Rules by task type over the default stack: no training, works on the first day. */
export function createDefaultPolicy(): RouterOptions {
  return {
    name: 'default',
    catalog,
    targets: defaultTargets,
    tiers: defaultTiers,
    strategy: rules(
      [
        { when: { task: economyTasks }, use: 'economy' },
        { when: { task: frontierTasks }, use: 'frontier' },
      ],
      { otherwise: 'frontier' },
    ),
    constraints: { maxCostUsd: 0.25 },
    baseline: defaultBaseline,
  }
}
