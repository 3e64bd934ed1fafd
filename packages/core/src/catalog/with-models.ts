import type { Catalog } from './catalog.ts'
import { createCatalog } from './create-catalog.ts'
import type { ModelCard } from './model-card.ts'

/** The catalogue with an operator's own models added; of two with one id the operator's wins. */
export function withModels(catalog: Catalog, models: readonly ModelCard[]): Catalog {
  if (models.length === 0) return catalog
  const own = createCatalog({ version: catalog.version, models })
  return createCatalog({
    version: catalog.version,
    models: [...catalog.models.filter((card) => own.find(card.id) === undefined), ...models],
  })
}
