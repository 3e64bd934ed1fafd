import type { OutcomeRow } from '@signalbox/core'
import { seededRandom } from '@signalbox/core/testing'
import { outcome, startMs } from './ledger-rows.ts'

const tasks = ['summarize', 'classify', 'qa', 'code', 'unknown'] as const
const causes = ['rule', 'gate', 'fallback', 'constraint', 'unknown-task'] as const
const fallbacks = ['no', 'no', 'no', 'same-tier', 'up', 'down'] as const

/** Outcomes of every kind, the same each time. One second apart. */
export function sampleOutcomes(count: number): readonly OutcomeRow[] {
  const random = seededRandom('ledger-contract')
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  return Array.from({ length: count }, (_, index) => {
    const id = `s${index}`
    const kind = pick(['served', 'served', 'served', 'served', 'broken', 'failed', 'aborted'] as const)
    const isServed = kind === 'served'
    const rank = isServed ? pick([0, 0, 0, 1]) : undefined
    const isVirtual = random() < 0.9
    const escalated = isServed && isVirtual && rank === 1
    const costNanoUsd = Math.floor(random() * 5_000_000)
    return outcome(id, {
      kind,
      startedAtMs: startMs + index * 1_000,
      policyName: pick(['alpha', 'beta']),
      task: pick(tasks),
      tenant: pick(['one', 'two', undefined]),
      tags: pick<Record<string, string>>([{}, { app: 'shop' }, { app: 'desk', team: 'x' }]),
      isVirtual,
      servedModel: isServed ? pick(['cheap/a', 'cheap2/b', 'front/a']) : undefined,
      servedTierRank: rank,
      escalated,
      escalationCause: escalated ? pick(causes) : undefined,
      fallback: isServed ? pick(fallbacks) : 'no',
      costNanoUsd,
      isCostLowerBound: random() < 0.1,
      draftCostNanoUsd: Math.floor(costNanoUsd * random() * 0.3),
      failedCostNanoUsd: Math.floor(costNanoUsd * random() * 0.2),
      checkCostNanoUsd: Math.floor(costNanoUsd * random() * 0.1),
      evidenceCostNanoUsd: random() < 0.2 ? Math.floor(random() * 1_000_000) : 0,
      baselineModel: random() < 0.95 ? 'front/a' : 'front2/b',
      baselineCostNanoUsd: random() < 0.9 ? Math.floor(random() * 9_000_000) : undefined,
      inputTokens: random() < 0.9 ? Math.floor(random() * 2_000) : undefined,
      outputTokens: random() < 0.9 ? Math.floor(random() * 500) : undefined,
      durationMs: Math.floor(random() * 5_000),
    })
  })
}
