import type { Budget } from './budget/budget.ts'
import type { BudgetStore } from './budget/budget-store.ts'
import type { Catalog } from './catalog/catalog.ts'
import type { Target } from './catalog/target.ts'
import type { BreakerStore } from './execution/breaker-store.ts'
import type { ExecutionOptions } from './execution/execution-options.ts'
import type { GateMaker } from './gates/gate-maker.ts'
import type { LedgerStore } from './ledger/ledger-store.ts'
import type { Constraints } from './request/constraints.ts'
import type { Tier } from './policy/tier.ts'
import type { Clock } from './ports/clock.ts'
import type { Random } from './ports/random.ts'
import type { RouterEvent } from './router-event.ts'
import type { Strategy } from './strategies/strategy.ts'

/** A policy and where it is worked. One router serves any number of concurrent calls. */
export interface RouterOptions {
  /** Name of the policy in the ledger. Default `default`. */
  readonly name?: string | undefined
  readonly catalog: Catalog
  readonly targets: readonly Target[]
  /** Cheapest first: the first is the default handler, the rest escalate. */
  readonly tiers: readonly Tier[]
  readonly strategy: Strategy
  readonly constraints?: Constraints | undefined
  /** Where breaker states are kept, and with which to begin. Default: memory, all closed. */
  readonly breakers?: BreakerStore | undefined
  readonly execution?: Partial<ExecutionOptions> | undefined
  /** Id of the model all savings are held against. */
  readonly baseline?: string | undefined
  /** Names callers use -> what they mean: `{ 'gpt-4': 'tier:frontier' }`. */
  readonly aliases?: Readonly<Record<string, string>> | undefined
  /** true: when a caller pins a model and all its targets fail, others may stand in. Default false. */
  readonly pinnedMayFallBack?: boolean | undefined
  /** Output limit set under a ceiling when the caller gives none. Default 4,096. */
  readonly defaultMaxOutputTokens?: number | undefined
  /** Limits over many requests. A request is held under each at its dearest reachable target, and settled at what it really cost. */
  readonly budgets?: readonly Budget[] | undefined
  /** Where they are kept. Default: memory. */
  readonly budgetStore?: BudgetStore | undefined
  readonly ledger?: LedgerStore | undefined
  /** true: the messages are kept in the ledger. Default false. */
  readonly storePrompts?: boolean | undefined
  /** true: what attempts answered is kept in the ledger, drafts and samples included. Default false. */
  readonly storeReplies?: boolean | undefined
  /** Gates of your own, by name. */
  readonly gates?: Readonly<Record<string, GateMaker>> | undefined
  /** What else decides who answers, as data: fields that a host adds to requests, say. The version of the policy changes with it. */
  readonly manner?: unknown
  readonly onEvent?: ((event: RouterEvent) => void) | undefined
  readonly clock?: Clock | undefined
  readonly random?: Random | undefined
}
