import type { Catalog, ModelCard } from '@signalbox/core'
import type { ModelList } from './model-list.ts'
import { fromOpenrouterModel, toOpenrouterModel } from './model-names.ts'
import type { OpenrouterModel } from './openrouter-model.ts'
import { toOpenrouterCatalog } from './to-openrouter-catalog.ts'
import { effectOfVariant, parseModelName, printModelName } from './variant.ts'

export interface FoundModel {
  readonly card: ModelCard
  /** As OpenRouter calls it, variants and all. */
  readonly wireName: string
  /** Its entry in the list; undefined = there is no list. */
  readonly row: OpenrouterModel | undefined
  readonly isFree: boolean
}

/**
 * The model of a name with variants. One with an entry of its own in the list (`:free`, `:extended`) has a card of its own too; the
 * others, and all of them without a list, are their base model.
 * @throws Error when neither the list nor the catalogue knows it
 */
export function findModel(name: string, catalog: Catalog, list: ModelList | undefined): FoundModel {
  const { model, variants } = parseModelName(name)
  const theirs = toOpenrouterModel(model)
  const own = variants.filter((variant) => effectOfVariant(variant)?.kind === 'entry')
  const entryName = printModelName({ model: theirs, variants: own })
  const row = list?.models.find(({ id }) => id === entryName)
  if (list !== undefined && row === undefined)
    throw new Error(
      `${list.source} has no model "${entryName}". Take one of its ids; variants like :free are not to be had of every model.`,
    )
  const ids = row !== undefined && own.length > 0 ? [row.id] : [model, ...fromOpenrouterModel(theirs)]
  const card = ids.map(catalog.find).find((one) => one !== undefined) ?? cardOf(row, list, catalog)
  if (card === undefined)
    throw new Error(`The catalogue has no model "${model}". Give OpenRouter's list (createModelList), or check the id.`)
  return { card, row, wireName: printModelName({ model: theirs, variants }), isFree: variants.includes('free') }
}

function cardOf(
  row: OpenrouterModel | undefined,
  list: ModelList | undefined,
  catalog: Catalog,
): ModelCard | undefined {
  if (row === undefined || list === undefined) return undefined
  return toOpenrouterCatalog({ ...list, models: [row] }, catalog).catalog.find(row.id)
}
