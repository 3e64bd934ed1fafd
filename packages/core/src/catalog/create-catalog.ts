import type { Catalog } from './catalog.ts'
import type { ModelCard } from './model-card.ts'

/** Data of a catalogue. */
export interface CatalogData {
  /** Shown in reports: where and when the data was made. */
  readonly version: string
  readonly models: readonly ModelCard[]
}

/** @throws Error when two cards share an id. */
export function createCatalog(data: CatalogData): Catalog {
  const byId = new Map<string, ModelCard>()
  for (const card of data.models) {
    if (byId.has(card.id)) throw new Error(`The catalogue has two models with the id "${card.id}". Remove one.`)
    byId.set(card.id, card)
  }
  return { version: data.version, models: data.models, find: (modelId) => byId.get(modelId) }
}
