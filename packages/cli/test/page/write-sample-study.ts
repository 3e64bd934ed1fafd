import { openSqliteLedger } from '@signalbox/ledger'
import { targets } from './sample-traffic.ts'

/**
 * Verdicts on the first `pairs` answers of the first tier to a task type, each held against one of the last tier: two of three are ties, the
 * others are won by turns.
 */
export async function writeSampleStudy(file: string, study: string, task: string, pairs: number): Promise<void> {
  const ledger = openSqliteLedger({ file })
  const served = [...ledger.history()]
    .filter(({ outcome }) => outcome.task === task && outcome.servedTarget === targets.economy)
    .slice(0, pairs)
  for (const [place, { outcome, attempts }] of served.entries()) {
    const [model] = attempts
    if (model === undefined) throw new Error(`${outcome.requestId} has no attempt.`)
    const [{ requestId }, n] = [outcome, attempts.length + 1]
    const { target, tier } = { target: targets.frontier, tier: 'frontier' }
    await ledger.writeIntent({ ...model, requestId, n, target, tier, purpose: 'shadow', study })
    const score = place % 3 > 0 ? 0.5 : place % 2
    const label = { requestId, source: 'judge', rater: 'openai/gpt-5.5', study, reason: undefined, atMs: 0 } as const
    await ledger.writeLabel({ ...label, n: outcome.servedN ?? 1, versusN: n, score })
    await ledger.writeLabel({ ...label, n, versusN: outcome.servedN ?? 1, score: 1 - score })
  }
  await ledger.close()
}
