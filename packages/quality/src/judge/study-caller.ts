import {
  createRouter,
  systemClock,
  type FinishReason,
  type LedgerStore,
  type Outcome,
  type ReplyRow,
  type Router,
  type RouterOptions,
  type RouteRequest,
} from '@signalbox/core'
import { toStudyLedger, type StudyPlace } from '../shadow/study-ledger.ts'
import type { Arm } from './arms.ts'
import { inputSlackNanoUsd } from './input-slack.ts'
import { toAnswerText } from './judge-request.ts'
import type { KnownAnswer } from './known-answers.ts'
import type { StudyHistory } from './study-history.ts'
import { createStudyPurse } from './study-purse.ts'

/** Carries one request out over whatever the host speaks, to its end: `router.run` with the host's call and dialect. Never throws for a request that was not served. */
export type StudySend = (router: Router, request: RouteRequest) => Promise<Outcome>

export interface StudyCallerOptions {
  /** See `toStudyPolicy`. */
  readonly policy: RouterOptions
  readonly ledger: LedgerStore
  /** What the requests have been attempted by others since they were planned. */
  readonly history: Pick<StudyHistory, 'attemptsOf'>
  readonly study: string
  readonly send: StudySend
  /** Nano-dollars that all calls together may cost. */
  readonly capNanoUsd: number
  /** true: what was answered is written to the ledger. */
  readonly keepsReplies: boolean
}

/** What became of one call. `capped`: the cap did not cover it, and nothing was sent. */
export type CallResult =
  | {
      readonly kind: 'answered'
      readonly answer: KnownAnswer
      readonly finish: FinishReason | undefined
      readonly nextN: number
    }
  | { readonly kind: 'failed'; readonly why: string; readonly nextN: number }
  | { readonly kind: 'capped'; readonly nextN: number }

/** A request as an arm is asked it, and where its attempts belong. */
export interface StudyCall extends Omit<StudyPlace, 'study'> {
  readonly request: RouteRequest
  readonly arm: Arm
}

export interface StudyCaller {
  readonly ask: (call: StudyCall) => Promise<CallResult>
  readonly spent: () => { readonly nanoUsd: number; readonly isLowerBound: boolean; readonly calls: number }
}

/** The calls of a study: one router for all of them, so that breakers and retries know of each other; every attempt is a row of its request. */
export function createStudyCaller(options: StudyCallerOptions): StudyCaller {
  const { study, policy, ledger, keepsReplies } = options
  const { clock = systemClock } = policy
  const purse = createStudyPurse(options.capNanoUsd)
  const places = new Map<string, StudyPlace>()
  const replies = new Map<string, ReplyRow>()
  const placeOf = (runId: string): StudyPlace => {
    const place = places.get(runId)
    if (place === undefined) throw new Error(`There is no run ${runId} in the study ${study}.`)
    return place
  }
  const kept = toStudyLedger(ledger, placeOf)
  const router = createRouter({
    ...policy,
    budgets: [purse.budget],
    budgetStore: purse.store,
    storeReplies: true,
    ledger: {
      ...kept,
      writeReply: (row) => {
        replies.set(`${row.requestId}/${row.n}`, row)
        return keepsReplies ? kept.writeReply?.(row) : undefined
      },
    },
  })
  let nanoUsd = 0
  let isLowerBound = false
  let calls = 0

  return {
    ask: async ({ request, arm, ...asked }) => {
      const others = [...options.history.attemptsOf(asked.requestId)].map(({ n }) => n + 1)
      const place = { ...asked, firstN: Math.max(asked.firstN, ...others) }
      const id = `${place.requestId}/${study}-${place.firstN}`
      places.set(id, { ...place, study })
      purse.expect(id, inputSlackNanoUsd(request, arm.targets, { policy, nowMs: clock.nowMs() }))
      const outcome = await options.send(router, { ...request, id })
      const nextN = place.firstN + outcome.attempts.length
      nanoUsd += outcome.cost.nanoUsd
      isLowerBound ||= outcome.cost.isLowerBound
      calls += outcome.attempts.length
      const n = outcome.servedBy?.n
      const reply = n === undefined ? undefined : replies.get(`${id}/${n}`)
      replies.delete(`${id}/${n}`)
      const attempt = n === undefined ? undefined : outcome.attempts[n - 1]
      if (outcome.kind === 'served' && attempt !== undefined && reply !== undefined) {
        const answer: KnownAnswer = {
          n: place.firstN + attempt.n - 1,
          model: attempt.answeredBy?.model ?? attempt.model,
          tier: attempt.tier,
          text: toAnswerText(reply),
        }
        return { kind: 'answered', answer, finish: attempt.finish?.reason, nextN }
      }
      return purse.wasRefused(id) || isCapped(outcome, arm)
        ? { kind: 'capped', nextN }
        : { kind: 'failed', why: outcome.failure?.kind ?? outcome.kind, nextN }
    },
    spent: () => ({ nanoUsd, isLowerBound, calls }),
  }
}

function isCapped({ decision, attempts }: Outcome, { targets }: Arm): boolean {
  return (
    attempts.length === 0 && decision.rejected.some(({ target, code }) => code === 'budget' && targets.includes(target))
  )
}
