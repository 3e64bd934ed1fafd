import type { SignalboxConfig } from '@signalbox/config'

/** What is the same whoever carries the calls: code, math, reasoning and tools go up, all else stays with the cheap models. */
export const policy: Pick<SignalboxConfig, 'strategy' | 'execution' | 'baseline'> = {
  strategy: {
    rules: [{ when: { task: ['code', 'math', 'reasoning', 'agent'] }, use: 'frontier' }],
    otherwise: 'economy',
  },
  execution: { deadlineMs: 60_000, maxRetriesPerTarget: 0 },
  baseline: 'anthropic/claude-sonnet-4.6',
}
