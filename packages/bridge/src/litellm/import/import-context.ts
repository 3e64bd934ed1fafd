import type { Catalog } from '@signalbox/core'
import type { Hint } from '../../import/hints.ts'
import type { SettingsAccount } from '../../import/settings-account.ts'
import type { Environment } from './environment.ts'
import type { MatchModel } from './match-model.ts'

/** What the parts of an import share. */
export interface ImportContext {
  readonly account: SettingsAccount
  readonly environment: Environment
  readonly hint: Hint
  readonly catalog: Catalog
  readonly match: MatchModel
  /** Prices are of this moment, ms since the epoch. */
  readonly nowMs: number
  /** A LiteLLM proxy that runs and carries what cannot be called from here. */
  readonly proxyUrl: string | undefined
}
