import { catalog as ownCatalog } from '@signalbox/catalog'
import type { SignalboxConfig } from '@signalbox/config'
import type { Catalog } from '@signalbox/core'
import { openrouterUrl } from './ask-openrouter.ts'
import { checkProvider } from './check-provider.ts'
import { findModel, type FoundModel } from './find-model.ts'
import type { ModelList } from './model-list.ts'
import type { OpenrouterProvider } from './openrouter-provider.ts'
import { toModelConfig } from './to-model-config.ts'
import { toPriceConfig } from './to-price-config.ts'
import { openrouterProvider } from './to-price-schedule.ts'
import { effectOfVariant, parseModelName } from './variant.ts'

export interface OpenrouterTargetsOptions {
  /** Ids with or without variants, ours or OpenRouter's; one tier, or tiers by name, the cheapest first. */
  readonly models: readonly string[] | Readonly<Record<string, readonly string[]>>
  /**
   * `one-model` (default): Signalbox decides and OpenRouter carries, one model a call.
   * `tier`: Signalbox decides the tier, and OpenRouter falls back among its models.
   */
  readonly mode?: 'one-model' | 'tier' | undefined
  /** The name of an environment variable, never the key. Default `${OPENROUTER_API_KEY}`. */
  readonly apiKey?: string | undefined
  /** Default `https://openrouter.ai/api/v1`. */
  readonly baseUrl?: string | undefined
  /** The upstream's name; targets are called `NAME/model`. Default `openrouter`. */
  readonly name?: string | undefined
  /** Goes with every call. With `zdr` the targets count as keeping prompts for 0 days. */
  readonly provider?: OpenrouterProvider | undefined
  /** How the app is named in OpenRouter's rankings; nothing is sent without it. */
  readonly attribution?:
    | {
        readonly referer: string
        readonly title?: string | undefined
        readonly categories?: readonly string[] | undefined
      }
    | undefined
  /** Today's models, for prices, limits, and models that the catalogue does not know. */
  readonly list?: ModelList | undefined
  /** What the config's reader knows. Default: that of @signalbox/catalog. */
  readonly catalog?: Catalog | undefined
}

/** Pieces of a config: spread them into one, and add a strategy. */
export interface OpenrouterTargets extends Pick<SignalboxConfig, 'models' | 'targets' | 'tiers'> {
  readonly upstreams: Record<string, OpenrouterUpstream>
  /** What is to be known of them, in sentences: limits of free models, costs that no price tells. */
  readonly notes: readonly string[]
}

export type OpenrouterUpstream = SignalboxConfig['upstreams'][string] & {
  carrier: 'openrouter'
  fallsBack?: true
  body?: Record<string, unknown>
}

/** Targets from a key. @throws Error for a model that neither the list nor the catalogue knows, a literal key, a contradictory `provider` */
export function createOpenrouterTargets(options: OpenrouterTargetsOptions): OpenrouterTargets {
  const { mode = 'one-model', apiKey = '${OPENROUTER_API_KEY}', name = 'openrouter', provider, attribution } = options
  const { catalog = ownCatalog, list } = options
  if (!/^\$\{\w+\}$/.test(apiKey))
    throw new Error(
      'apiKey is to be the name of an environment variable, as in ${OPENROUTER_API_KEY}, not the key itself.',
    )
  if (provider !== undefined) refuse(provider)
  const tiers = Object.entries(isList(options.models) ? { [name]: options.models } : options.models)
  const found = new Map<string, FoundModel>()
  for (const id of tiers.flatMap(([, ids]) => ids)) found.set(id, findModel(id, catalog, list))
  if (found.size === 0) throw new Error('No model of OpenRouter is named. Name one, as in anthropic/claude-sonnet-4.6.')
  return {
    upstreams: {
      [name]: {
        dialect: 'openai-chat',
        baseUrl: options.baseUrl ?? openrouterUrl,
        apiKey,
        carrier: 'openrouter',
        ...(attribution !== undefined && { headers: toHeaders(attribution) }),
        ...(mode === 'tier' && { fallsBack: true as const }),
        ...(provider !== undefined && { body: { provider } }),
      },
    },
    models: [...new Map([...found.values()].map(({ card }) => [card.id, card])).values()]
      .filter(({ id }) => catalog.find(id) === undefined)
      .map(toModelConfig),
    targets: [...found].map(([id, model]) => toTarget(`${name}/${id}`, name, model, provider)),
    tiers: tiers.map(([tier, ids]) => ({ name: tier, targets: [...new Set(ids)].map((id) => `${name}/${id}`) })),
    notes: [...found.keys()].flatMap(notesOf),
  }
}

function isList(models: OpenrouterTargetsOptions['models']): models is readonly string[] {
  return Array.isArray(models)
}

function refuse(provider: OpenrouterProvider): void {
  const wrong = checkProvider(provider).issues.filter(({ kind }) => kind !== 'unknown')
  if (wrong.length > 0)
    throw new Error(wrong.map(({ path, message }) => `provider${path === '' ? '' : `.${path}`}: ${message}`).join(' '))
}

function toHeaders({
  referer,
  title,
  categories,
}: NonNullable<OpenrouterTargetsOptions['attribution']>): Record<string, string> {
  return {
    'HTTP-Referer': referer,
    ...(title !== undefined && { 'X-OpenRouter-Title': title }),
    ...(categories !== undefined && { 'X-OpenRouter-Categories': categories.join(',') }),
  }
}

function toTarget(
  id: string,
  upstream: string,
  { card, wireName, row, isFree }: FoundModel,
  provider: OpenrouterProvider | undefined,
): SignalboxConfig['targets'][number] {
  const contextTokens = tighter(row?.context_length, card.contextTokens)
  const maxOutputTokens = tighter(row?.top_provider?.max_completion_tokens, card.maxOutputTokens)
  return {
    id,
    model: card.id,
    provider: openrouterProvider,
    upstream,
    as: wireName,
    ...(provider?.zdr === true && { retentionDays: 0 }),
    ...(contextTokens !== undefined && { contextTokens }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(row !== undefined ? toPriceConfig(row.pricing) : isFree && { prices: { input: 0, output: 0 } }),
  }
}

/** OpenRouter's limit where it is the lower one. */
function tighter(theirs: number | null | undefined, ours: number | undefined): number | undefined {
  return theirs != null && theirs > 0 && ours !== undefined && theirs < ours ? theirs : undefined
}

function notesOf(id: string): string[] {
  return parseModelName(id).variants.flatMap((variant) => {
    const effect = effectOfVariant(variant)
    if (effect === undefined)
      return [
        `${id}: ":${variant}" is not a variant that we know; it is sent on, and its price is taken to be the model's.`,
      ]
    const { limits, deprecatedFor, price } = effect
    return [
      ...(limits === undefined
        ? []
        : [
            `${id}: an account may ask free models ${limits.perMinute} times a minute and ${limits.perDay} times a day, ${limits.perDayWithCredits} once 10 credits have been bought.`,
          ]),
      ...(price === 'lower-bound'
        ? [`${id}: what a search costs is not in the price; the cost that OpenRouter tells of a call has it.`]
        : []),
      ...(deprecatedFor === undefined ? [] : [`${id}: ":${variant}" is deprecated; use ${deprecatedFor}.`]),
    ]
  })
}
