import {
  ConfigurationError,
  type Call,
  type Collected,
  type OpenOptions,
  type Outcome,
  type Router,
  type RouteRequest,
  type RunReport,
} from '@signalbox/core'
import { createShadowAnswer, type Asked } from './shadow-answer.ts'
import { createShadowDesk } from './shadow-desk.ts'
import type { ShadowOptions } from './shadow-options.ts'
import type { Shadow } from './shadow.ts'

/** A router with somebody beside it who answers a share of its requests too. */
export interface ShadowedRouter extends Router {
  readonly shadow: Shadow
}

/**
 * The same router, and for a share of the requests it has served another answer, off the caller's path: through the caller's own `call`,
 * read whole, after the caller's outcome is written, awaited by nobody. Rows go to the ledger as attempts of purpose `shadow` of the same
 * request, under the study's name; what they cost is evidence's.
 *
 * @throws ConfigurationError
 */
export function withShadow(router: Router, options: ShadowOptions): ShadowedRouter {
  const { to = 'auto', share, budgetUsd, study = 'shadow', maxConcurrent = 1 } = options
  const { answer, knows, ids } = createShadowAnswer(router, { ...options, to, study })
  const issues = [
    ...(share >= 0 && share <= 1 ? [] : [`shadow: share is ${share}; give a number from 0 to 1.`]),
    ...(budgetUsd > 0 ? [] : [`shadow: budgetUsd is ${budgetUsd}; give more than 0, in dollars a day.`]),
    ...(Number.isSafeInteger(maxConcurrent) && maxConcurrent > 0
      ? []
      : [`shadow: maxConcurrent is ${maxConcurrent}; give a whole number from 1 on.`]),
    ...(knows ? [] : [`shadow: there is no "${to}" to ask. Known: ${ids.join(', ')}.`]),
    ...('shadow' in router ? ['shadow: this router has one already. Leave one of them out.'] : []),
  ]
  if (issues.length > 0) throw new ConfigurationError(issues)
  const desk = createShadowDesk({ ...options, study })
  const follow = (asked: Asked, { requestId, decision }: RunReport, ended: Promise<Outcome>): void =>
    desk.follow({
      requestId,
      request: asked.request,
      decision,
      ended,
      answer: (outcome, signal) => answer(asked, outcome, signal),
    })
  return {
    ...router,
    open: async (request, call, how) => {
      const run = await router.open(request, call, how)
      follow(toAsked(request, call, how), run.report(), run.outcome)
      return run
    },
    run: async (request: RouteRequest, call: unknown, how?: object): Promise<Collected<never, never>> => {
      const collected = await router.run(request, call as Call<never, never>, how as OpenOptions<never>)
      const { outcome } = collected
      follow(toAsked(request, call, how), outcome, Promise.resolve(outcome))
      return collected
    },
    shadow: desk,
  }
}

/** Whose signal, listener and commit mode a call was made under is not the shadow's business. */
function toAsked(request: RouteRequest, call: unknown, how: object = {}): Asked {
  const { dialect, carriesPools } = how as Asked['how']
  return { request, call: call as Asked['call'], how: { dialect, carriesPools } }
}
