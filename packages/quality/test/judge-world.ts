import { testCard } from '@signalbox/contract-tests'
import {
  createCatalog,
  createMemoryLedger,
  createRouter,
  RouteError,
  rules,
  type MemoryLedger,
  type PlainCall,
  type RouterOptions,
  type RouteRequest,
} from '@signalbox/core'
import { judgeArm, tierArms } from '../src/judge/arms.ts'
import type { StudySend } from '../src/judge/study-caller.ts'
import type { StudyHistory } from '../src/judge/study-history.ts'
import type { StudyOptions } from '../src/judge/study-options.ts'
import { toStudyPolicy } from '../src/judge/study-policy.ts'

/** A policy of two tiers and a judge, whose prices make every sum easy to check. */
export const judgePolicy: RouterOptions = {
  name: 'alpha',
  catalog: createCatalog({
    version: 'test',
    models: [testCard('v/cheap', 1), testCard('v/dear', 10), testCard('w/judge', 5)],
  }),
  targets: [
    { id: 'cheap', model: 'v/cheap' },
    { id: 'dear', model: 'v/dear' },
    { id: 'judge', model: 'w/judge' },
  ],
  tiers: [
    { name: 'economy', targets: ['cheap'] },
    { name: 'frontier', targets: ['dear'] },
  ],
  strategy: rules([{ when: { task: ['extract'] }, use: 'economy' }], { otherwise: 'frontier' }),
  execution: { maxRetriesPerTarget: 0 },
}

export const judgeNowMs = Date.UTC(2026, 10, 1)

/** A memory ledger, read as a study reads. */
export function historyOf(ledger: MemoryLedger): StudyHistory {
  return {
    outcomes: () => ledger.outcomes,
    attemptsOf: (requestId) =>
      ledger.intents
        .filter((row) => row.requestId === requestId)
        .map((intent) => ({
          ...intent,
          ...ledger.settlements.find(({ requestId: id, n }) => id === requestId && n === intent.n),
        })),
    replies: (requestId) => ledger.replies.filter((row) => row.requestId === requestId),
    labels: ({ study, source }) =>
      ledger.labels.filter(
        (row) => (study === undefined || row.study === study) && (source === undefined || row.source === source),
      ),
  }
}

/** A ledger with requests of the past: `r1`, `r2` … each answered by the tier its task belongs to. */
export async function servedLedger(
  requests: readonly Partial<RouteRequest>[],
  more: Partial<RouterOptions> = {},
): Promise<MemoryLedger> {
  const ledger = createMemoryLedger()
  const router = createRouter({ ...judgePolicy, storePrompts: true, storeReplies: true, ...more, ledger })
  for (const [index, request] of requests.entries())
    await router.run(
      { id: `r${index + 1}`, messages: [{ role: 'user', content: `Question ${index + 1}?` }], ...request },
      ({ id }) => ({ text: `${id} says ${index + 1}`, usage: { inputTokens: 10, outputTokens: 5 } }),
    )
  return ledger
}

export function studyOptions(more: Partial<StudyOptions> = {}): StudyOptions {
  const policy = toStudyPolicy(judgePolicy)
  return {
    study: 'spring',
    policy,
    arms: tierArms(policy),
    judge: judgeArm(policy, 'judge'),
    perStratum: 50,
    nowMs: judgeNowMs,
    ...more,
  }
}

/** Sends by a plain call. */
export function sendBy(call: PlainCall): StudySend {
  return (router, request) =>
    router.run(request, call).then(
      ({ outcome }) => outcome,
      (error: unknown) => {
        if (RouteError.isInstance(error)) return error.outcome
        throw error
      },
    )
}
