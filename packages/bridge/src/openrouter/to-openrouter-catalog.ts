import { catalog as ownCatalog } from '@signalbox/catalog'
import {
  withModels,
  type Capabilities,
  type Catalog,
  type ModelCard,
  type PriceSchedule,
  type Source,
} from '@signalbox/core'
import type { ModelList } from './model-list.ts'
import { fromOpenrouterModel } from './model-names.ts'
import type { OpenrouterModel } from './openrouter-model.ts'
import { openrouterProvider, toPriceSchedule } from './to-price-schedule.ts'

export interface OpenrouterCatalog {
  readonly catalog: Catalog
  /** Models that have no price at OpenRouter, and why: under a ceiling or budget their targets are rejected. */
  readonly unpriced: readonly { readonly model: string; readonly reason: string }[]
}

/**
 * Folds OpenRouter's list into a catalogue: its prices stand under the provider `openrouter`, beside the vendor's own.
 *
 * Models that the catalogue knows keep their facts. The others are added with what the list says of them; of licence and weights it
 * says nothing, and the jurisdiction is that of the vendor where the catalogue knows one.
 * @param base default: that of @signalbox/catalog
 */
export function toOpenrouterCatalog(list: ModelList, base: Catalog = ownCatalog): OpenrouterCatalog {
  const source: Source = { name: list.source, date: new Date(list.fetchedAtMs).toISOString().slice(0, 10) }
  const cards = new Map<string, ModelCard>()
  const unpriced: { model: string; reason: string }[] = []
  for (const model of list.models) {
    const price = toPriceSchedule(model.pricing, source)
    const prices = 'schedule' in price ? [price.schedule] : []
    if ('unknown' in price) unpriced.push({ model: model.id, reason: price.unknown })
    const known = fromOpenrouterModel(model.id)
      .map(base.find)
      .filter((card) => card !== undefined)
    for (const card of known) cards.set(card.id, withPrices(card, prices))
    if (known.length === 0) cards.set(model.id, toCard(model, prices, source, base))
  }
  return { catalog: withModels(base, [...cards.values()]), unpriced }
}

/** The list's price, known or not, takes the place of an older one. */
function withPrices(card: ModelCard, prices: readonly PriceSchedule[]): ModelCard {
  return { ...card, prices: [...card.prices.filter(({ provider }) => provider !== openrouterProvider), ...prices] }
}

function toCard(model: OpenrouterModel, prices: readonly PriceSchedule[], source: Source, base: Catalog): ModelCard {
  const vendor = model.id.slice(0, model.id.indexOf('/')).replace('~', '')
  // `x/y:free` and `~x/latest` are the same model under other terms.
  const same = base.find(model.alias_target?.slug ?? '') ?? base.find(model.id.replace(/:.*/, ''))
  const kin = same ?? base.models.find((card) => card.vendor === vendor && card.jurisdiction !== undefined)
  const { input_modalities: inputs, output_modalities: outputs } = model.architecture ?? {}
  return {
    id: model.id,
    name: model.name ?? model.id,
    vendor,
    contextTokens: model.context_length || model.top_provider?.context_length || undefined,
    maxOutputTokens: model.top_provider?.max_completion_tokens || undefined,
    capabilities: toCapabilities(model.supported_parameters),
    inputModalities: inputs ?? ['text'],
    outputModalities: outputs?.map((one) => (one === 'embeddings' ? 'embedding' : one)) ?? ['text'],
    licence: same?.licence,
    openWeights: same?.openWeights,
    jurisdiction: kin?.jurisdiction,
    availableFrom: model.created == null ? undefined : new Date(model.created * 1_000).toISOString().slice(0, 10),
    // From this day on it may be gone.
    availableUntil: model.expiration_date?.match(/^\d{4}-\d{2}-\d{2}/)?.[0],
    prices,
    sources: {
      limits: source,
      capabilities: source,
      availability: source,
      ...pick(same, 'licence'),
      ...pick(same, 'openWeights'),
      ...pick(kin, 'jurisdiction'),
    },
  }
}

function pick(card: ModelCard | undefined, group: string): Readonly<Record<string, Source>> {
  const source = card?.sources[group]
  return source === undefined ? {} : { [group]: source }
}

/** The list is whole: what it does not name, no host of the model takes. */
function toCapabilities(parameters: readonly string[] | null | undefined): Capabilities {
  if (parameters == null) return {}
  return {
    tools: parameters.includes('tools'),
    jsonSchema: parameters.includes('structured_outputs'),
    jsonMode: parameters.includes('response_format') || parameters.includes('structured_outputs'),
    logprobs: parameters.includes('logprobs'),
    reasoning: parameters.includes('reasoning'),
  }
}
