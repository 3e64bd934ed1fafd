import type { ModelCard } from './model-card.ts'

/** A set of ModelCards by id. */
export interface Catalog {
  /** Shown in reports: where and when the data was made. */
  readonly version: string
  readonly models: readonly ModelCard[]
  readonly find: (modelId: string) => ModelCard | undefined
}
