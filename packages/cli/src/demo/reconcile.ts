import { catalog } from '@signalbox/catalog'
import { costNanoUsd, priceOfTarget } from '@signalbox/core'
import type { SqliteLedger } from '@signalbox/ledger'
import type { MockProvider } from '@signalbox/mock-providers'
import { defaultTargets } from '../default-policy.ts'

/** The ledger held against what the providers say they received and counted. */
export interface Reconciliation {
  readonly ledgerAttempts: number
  readonly providerRequests: number
  readonly ledgerNanoUsd: number
  /** Usage in the providers' logs, priced by the catalogue at the moment of each attempt. */
  readonly providersNanoUsd: number
  /** Attempts on one side only, or of another cost. */
  readonly differences: number
}

export function reconcile(ledger: SqliteLedger, providers: readonly MockProvider[]): Reconciliation {
  const logged = new Map(
    providers
      .flatMap(({ requests }) => requests)
      .map((request) => [request.headers['x-signalbox-attempt'] ?? '', request]),
  )
  let ledgerAttempts = 0
  let ledgerNanoUsd = 0
  let providersNanoUsd = 0
  let differences = 0
  for (const attempt of ledger.attempts()) {
    ledgerAttempts++
    ledgerNanoUsd += attempt.costNanoUsd ?? 0
    const request = logged.get(`${attempt.requestId}/${attempt.n}`)
    const target = defaultTargets.find(({ id }) => id === attempt.target)
    const card = target && catalog.find(target.model)
    const price = card && priceOfTarget(target, card, attempt.startedAtMs)
    // A refusal has no usage and costs nothing.
    const cost = request?.usage === undefined ? 0 : price && costNanoUsd(price, request.usage)
    providersNanoUsd += cost ?? 0
    if (request === undefined || cost !== (attempt.costNanoUsd ?? 0)) differences++
  }
  return {
    ledgerAttempts,
    providerRequests: logged.size,
    ledgerNanoUsd,
    providersNanoUsd,
    differences: differences + Math.abs(logged.size - ledgerAttempts),
  }
}
