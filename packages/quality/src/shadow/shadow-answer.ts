import type { Call, Decision, OpenOptions, Outcome, PlainCall, Router, RouteRequest } from '@signalbox/core'
import { createShadowRouter } from './create-shadow-router.ts'
import { isIll } from './is-ill.ts'
import type { ShadowDrop } from './shadow-event.ts'
import type { ShadowOptions } from './shadow-options.ts'
import type { StudyPlace } from './study-ledger.ts'
import { withoutStandIns } from './without-stand-ins.ts'

/** What a caller asked, and how its host calls for it: enough to call again. */
export interface Asked {
  readonly request: RouteRequest
  /** With a dialect, or plain without one. */
  readonly call: Call<unknown, never> | PlainCall
  readonly how: Partial<Pick<OpenOptions<never>, 'dialect' | 'carriesPools'>>
}

/** What came of it: an outcome, or the reason why nobody was called. */
export type Answered = Outcome | ShadowDrop

export interface ShadowAnswer {
  /** Another answer to a request that has been served, read whole. @throws what is no call's failure */
  readonly answer: (asked: Asked, served: Outcome, signal: AbortSignal) => Promise<Answered>
  /** What one may be asked for, and whether that is among it. */
  readonly ids: readonly string[]
  readonly knows: boolean
}

/** @throws ConfigurationError */
export function createShadowAnswer(
  router: Router,
  options: ShadowOptions & { readonly study: string; readonly to: string },
): ShadowAnswer {
  const { study, to } = options
  const places = new Map<string, StudyPlace>()
  const beside = createShadowRouter(router, options, (requestId) => {
    const place = places.get(requestId)
    if (place === undefined) throw new Error(`The shadow ${study} has no request ${requestId} under way.`)
    return place
  })
  const targets = new Map(beside.targets.map((target) => [target.id, target]))

  return {
    ids: beside.ids,
    knows: beside.targetsOf(to) !== undefined,
    answer: async ({ request: own, call, how }, served, signal) => {
      const { requestId, decision: usual } = served
      const task = usual.taskSource === 'caller' ? usual.task : undefined
      const request: RouteRequest = { ...own, id: requestId, model: to, task }
      const decision = withoutStandIns(await beside.decide(request))
      const target = targets.get(decision.steps[0]?.target ?? '')
      const why = whyNot(decision)
      // A tier that stands in for the one asked for is none to compare with; a policy's own stand-in is, where no budget of ours brought it.
      const isElsewhere = decision.cause === 'constraint' && (to !== 'auto' || why !== 'not-allowed')
      if (target === undefined || isElsewhere) return why
      if (target.id === served.servedBy?.target) return 'same-target'
      if (isIll(target, router.breakers()) || isIll(target, beside.breakers())) return 'ill'
      const firstN = served.attempts.length + 1
      const seen: { outcome?: Outcome } = {}
      places.set(requestId, { study, purpose: 'shadow', requestId, firstN })
      try {
        await beside.run(request, fromN(call as Call<unknown, never>, firstN), {
          // The router tells a plain call by its having no dialect.
          ...(how as OpenOptions<never>),
          decision,
          signal,
          onOutcome: (outcome) => void (seen.outcome = outcome),
        })
      } catch (error) {
        if (seen.outcome === undefined) throw error
      } finally {
        places.delete(requestId)
      }
      if (seen.outcome === undefined || seen.outcome.attempts.length === 0)
        // Planned and not begun: meanwhile another has taken what was left of the budget.
        return signal.aborted ? 'closing' : 'budget'
      const attempts = seen.outcome.attempts.map((attempt) => ({ ...attempt, n: firstN + attempt.n - 1 }))
      return { ...seen.outcome, attempts }
    },
  }
}

/** The budget of the shadow, or what any request may meet. */
function whyNot({ rejected }: Decision): ShadowDrop {
  const codes = rejected.map(({ code }) => code)
  if (codes.includes('budget')) return 'budget'
  return codes.includes('price-unknown') ? 'price-unknown' : 'not-allowed'
}

/** Attempts are told to the host, and by it to providers, under the numbers they have in the record. */
function fromN(call: Call<unknown, never>, firstN: number): Call<unknown, never> {
  return (target, context) => {
    const { n, purpose } = context.attempt
    const attempt = {
      ...context.attempt,
      n: firstN + n - 1,
      purpose: purpose === 'serve' ? ('shadow' as const) : purpose,
    }
    return call(target, { ...context, attempt })
  }
}
