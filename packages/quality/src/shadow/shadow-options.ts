import type { BudgetStore, LedgerStore, Outcome, RouteRequest, RouterOptions } from '@signalbox/core'
import type { ShadowEvent } from './shadow-event.ts'

/** What else answers, how often, and for how much. */
export interface ShadowOptions {
  /** What decides who answers beside: the options that made the router, or others. Its targets have to be such that the host can call them. */
  readonly policy: RouterOptions
  /** Whom it is asked for: `tier:frontier`, a target, a model, an alias of that policy. Default `auto`: what the policy itself would do. */
  readonly to?: string | undefined
  /** Of the served requests that left the choice to the router, 0..1. Drawn by study and request id. */
  readonly share: number
  /** The most it may spend in a day (UTC), held before each call. A target whose price is not known is not asked. */
  readonly budgetUsd: number
  /** Where the budget is kept. Default: the policy's store, else memory. */
  readonly budgetStore?: BudgetStore | undefined
  /** Name of it in the record; every draw changes with it. Default `shadow`. */
  readonly study?: string | undefined
  /** Requests answered beside at once; further ones are dropped and counted. Default 8. */
  readonly maxConcurrent?: number | undefined
  /** Only requests of these tasks. */
  readonly tasks?: readonly string[] | undefined
  /** Only requests it says yes to, once they are served. */
  readonly when?: ((request: RouteRequest, outcome: Outcome) => boolean) | undefined
  /** Bounds one answer beside, ms. Default: the policy's. */
  readonly deadlineMs?: number | undefined
  /** Where rows go. Default: the policy's. */
  readonly ledger?: LedgerStore | undefined
  /** For places that stop a process after its response: `waitUntil` of Vercel or Cloudflare. */
  readonly keepAlive?: ((work: Promise<void>) => void) | undefined
  readonly onEvent?: ((event: ShadowEvent) => void) | undefined
}
