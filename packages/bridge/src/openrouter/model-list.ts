import type { OpenrouterModel } from './openrouter-model.ts'

/** OpenRouter's models as of a moment. */
export interface ModelList {
  readonly models: readonly OpenrouterModel[]
  /** Where it comes from: an address. */
  readonly source: string
  /** When it was last known to hold, wall time in ms. */
  readonly fetchedAtMs: number
  readonly etag?: string | undefined
  /** It is older than was asked for, because a newer one could not be had. */
  readonly isStale: boolean
  /** Why it is stale, or what else is not as it should be. */
  readonly warning?: string | undefined
  /** Entries that could not be read: how many, by what was wrong with them. */
  readonly leftOut: Readonly<Record<string, number>>
}
