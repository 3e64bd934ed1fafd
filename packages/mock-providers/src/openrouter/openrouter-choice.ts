import { filterEndpoints, noEndpoints } from './openrouter-eligible.ts'
import type { OpenrouterError } from './openrouter-error.ts'
import type { ListedEndpoint, ListedModel } from './openrouter-listing.ts'
import { deprioritize, orderEndpoints, sortEndpoints } from './openrouter-order.ts'
import type { ProviderPreferences, Sort } from './openrouter-preferences.ts'

/** Whom a request is tried at, in order; several models where it names several. */
export interface OpenrouterChoice {
  readonly endpoints: readonly ListedEndpoint[]
  /** Some name of a model had `:online`. */
  readonly isOnline: boolean
}

/** `model`, `models` and `provider` of a request against the list. */
export function chooseEndpoints(
  models: ReadonlyMap<string, ListedModel>,
  body: Readonly<Record<string, unknown>>,
): OpenrouterChoice | OpenrouterError {
  const list = Array.isArray(body['models']) ? body['models'] : []
  if (list.length > maxModels) return invalid(`'models' array must have ${maxModels} items or fewer.`)
  const names = [...new Set([body['model'], ...list])].filter((name) => typeof name === 'string')
  if (names.length === 0) return invalid('No models provided')
  const preferences = (body['provider'] ?? {}) as ProviderPreferences

  const found: ListedEndpoint[] = []
  let refusal: OpenrouterError | undefined
  for (const name of names) {
    const { model, sort } = findModel(models, name)
    if (model === undefined)
      return name.endsWith(':free') ? noEndpoints(name) : invalid(`${name} is not a valid model ID`)
    const kept = filterEndpoints(model.endpoints, name, body, preferences)
    if ('status' in kept) refusal = kept
    else found.push(...orderEndpoints(kept, preferences, sort))
  }
  if (found.length === 0) return refusal ?? noEndpoints(names.join(', '))
  return {
    endpoints: deprioritize(acrossModels(found, preferences), preferences),
    isOnline: names.some((name) => name.endsWith(':online')),
  }
}

/** Seen in the wild in 2026: the documents name no number. */
const maxModels = 3

/** `partition: none` makes one list of all models' endpoints. */
function acrossModels(endpoints: readonly ListedEndpoint[], { sort }: ProviderPreferences): readonly ListedEndpoint[] {
  if (sort == null || typeof sort === 'string' || sort.by == null || sort.partition !== 'none') return endpoints
  return sortEndpoints(endpoints, sort.by)
}

/** `:free` is a model of its own in the list; the other variants are ways to route to a model. */
function findModel(
  models: ReadonlyMap<string, ListedModel>,
  name: string,
): { readonly model: ListedModel | undefined; readonly sort?: Sort | undefined } {
  const find = (id: string): ListedModel | undefined =>
    models.get(id) ?? [...models.values()].find(({ canonicalSlug }) => canonicalSlug === id)
  const model = find(name)
  if (model !== undefined) return { model }
  const [, id = '', variant = ''] = /^(.*):([^:]*)$/.exec(name) ?? []
  if (!Object.hasOwn(variants, variant)) return { model: undefined }
  return { model: find(id), sort: variants[variant] }
}

const variants: Readonly<Record<string, Sort | undefined>> = {
  floor: 'price',
  nitro: 'throughput',
  exacto: 'exacto',
  online: undefined,
}

function invalid(message: string): OpenrouterError {
  return { status: 400, message }
}
