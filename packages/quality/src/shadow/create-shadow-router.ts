import { createRouter, tightenConstraints, type Router } from '@signalbox/core'
import type { ShadowOptions } from './shadow-options.ts'
import { toStudyLedger, type StudyPlace } from './study-ledger.ts'

/**
 * Who answers beside: a router of its own, so that its failures open no breaker of the callers', its spending is held under its own
 * budget and its latencies sway no decision. What the callers' policy forbids stays forbidden.
 *
 * @throws ConfigurationError
 */
export function createShadowRouter(
  router: Router,
  options: ShadowOptions & { readonly study: string },
  placeOf: (requestId: string) => StudyPlace,
): Router {
  const { policy, study, budgetUsd, deadlineMs } = options
  const ledger = options.ledger ?? policy.ledger
  const { onEvent } = policy
  return createRouter({
    ...policy,
    constraints: tightenConstraints(router.policy.constraints, policy.constraints),
    // Nobody waits for it: a rival of a slow call would only cost.
    execution: { ...policy.execution, hedge: undefined, ...(deadlineMs !== undefined && { deadlineMs }) },
    budgets: [{ name: `shadow ${study}`, limitUsd: budgetUsd, period: 'day' }],
    budgetStore: options.budgetStore ?? policy.budgetStore,
    breakers: undefined,
    ledger: ledger && toStudyLedger(ledger, placeOf),
    storePrompts: false,
    // Holes in the record and budgets that cannot be read are an operator's business; the rest is the shadow's own to tell.
    onEvent:
      onEvent &&
      ((event) => {
        if (event.type === 'ledger-error' || event.type === 'budget-error') onEvent(event)
      }),
  })
}
