import { toDearestRates, toRatesConfig } from '../to-rates-config.ts'
import { catalog as ownCatalog } from '@signalbox/catalog'
import type { SignalboxConfig } from '@signalbox/config'
import type { Catalog, ModelCard } from '@signalbox/core'
import { toLitellmRoot } from './ask-litellm.ts'
import { createMatchModel, type MatchModel } from './import/match-model.ts'
import { knownProviders } from './import/provider-table.ts'
import { assumedContextTokens, isRoutedMode } from './model-defaults.ts'
import type { LitellmGroupMember, LitellmModelGroup } from './litellm-model-group.ts'

type ModelConfig = NonNullable<SignalboxConfig['models']>[number]
type TargetConfig = SignalboxConfig['targets'][number]

export interface LitellmTargetsOptions {
  /** `http://127.0.0.1:4000`, with or without `/v1`. */
  readonly baseUrl: string
  /** The name of an environment variable, never the key; undefined = the proxy wants none. Default `${LITELLM_API_KEY}`. */
  readonly apiKey?: string | undefined
  /** The upstream's name; targets are called `NAME/group`. Default `litellm`. */
  readonly name?: string | undefined
  /** The proxy falls back among the groups of a tier. Default: one group a call, its fall-backs off. */
  readonly fallsBack?: boolean | undefined
  /** Goes with every call: `tags`, `metadata` .. */
  readonly body?: Record<string, unknown> | undefined
  /** What the config's reader knows. Default: that of @signalbox/catalog. */
  readonly catalog?: Catalog | undefined
}

/** Pieces of a config: spread them into one, and add tiers and a strategy. */
export interface LitellmTargets extends Pick<SignalboxConfig, 'upstreams' | 'targets'> {
  /** Those that the catalogue does not know. */
  readonly models: ModelConfig[]
  /** What is to be known of them, in sentences: groups left out, prices and limits that are a guess. */
  readonly notes: readonly string[]
}

/** One target a model group. @throws Error for a key in the place of a variable's name */
export function toLitellmTargets(groups: readonly LitellmModelGroup[], options: LitellmTargetsOptions): LitellmTargets {
  const { name = 'litellm', catalog = ownCatalog, fallsBack, body } = options
  const apiKey = 'apiKey' in options ? options.apiKey : '${LITELLM_API_KEY}'
  if (apiKey !== undefined && !/^\$\{\w+\}$/.test(apiKey))
    throw new Error(
      'apiKey is to be the name of an environment variable, as in ${LITELLM_API_KEY}, not the key itself.',
    )
  const match = createMatchModel(catalog)
  const models = new Map<string, ModelConfig>()
  const notes: string[] = []
  const targets = groups.flatMap((group): TargetConfig[] => {
    const reason = unroutable(group)
    if (reason !== undefined) {
      notes.push(`${group.name} is left out: ${reason}`)
      return []
    }
    const card = findCard(group, match)
    const model = card?.id ?? `${name}/${group.name.replaceAll(/\s+/g, '-')}`
    if (card === undefined) models.set(model, toModel(model, group, notes))
    return [
      {
        id: `${name}/${group.name}`,
        model,
        ...toProvider(group, card),
        upstream: name,
        as: group.name,
        ...toLimits(group, card),
        ...toAbilities(group, card),
        ...toPrices(group, notes),
      },
    ]
  })
  return {
    upstreams: {
      [name]: {
        dialect: 'openai-chat',
        baseUrl: `${toLitellmRoot(options.baseUrl)}/v1`,
        ...(apiKey !== undefined && { apiKey }),
        carrier: 'litellm',
        ...(fallsBack === true && { fallsBack }),
        ...(body !== undefined && { body }),
      },
    },
    models: [...models.values()],
    targets,
    notes,
  }
}

function unroutable({ name, mode }: LitellmModelGroup): string | undefined {
  if (name.includes('*')) return 'a wildcard names no model; name each model that clients send.'
  return isRoutedMode(mode)
    ? undefined
    : `its mode is ${mode}; only chat, completion, responses and embedding are routed.`
}

/** The one model that all deployments are, where the catalogue knows it. */
function findCard({ deployments }: LitellmModelGroup, match: MatchModel): ModelCard | undefined {
  const cards = new Set(
    deployments.map((member) => {
      const { baseModel, model } = member
      const vendor = member.provider === 'azure' ? 'openai' : payeeOf(member)
      const base = baseModel?.slice(baseModel.indexOf('/') + 1)
      return (base === undefined ? undefined : match(base, vendor)) ?? match(model, vendor)
    }),
  )
  return cards.size === 1 ? [...cards][0] : undefined
}

function payeeOf({ provider = '' }: LitellmGroupMember): string | undefined {
  const known = Object.hasOwn(knownProviders, provider) ? knownProviders[provider] : undefined
  return known?.pays ?? (provider === '' ? undefined : provider)
}

/** Who is paid, where that is one, and not the vendor. */
function toProvider({ deployments }: LitellmModelGroup, card: ModelCard | undefined): Pick<TargetConfig, 'provider'> {
  const payees = new Set(deployments.map(payeeOf))
  const [payee] = payees
  if (payees.size > 1 || payee === undefined) return { provider: 'litellm' }
  return payee === card?.vendor ? {} : { provider: payee }
}

function toModel(id: string, group: LitellmModelGroup, notes: string[]): ModelConfig {
  const { name, mode, contextTokens, maxOutputTokens, capabilities } = group
  if (contextTokens === undefined)
    notes.push(
      `${name}: neither LiteLLM nor the catalogue says how much it reads; 128,000 tokens are assumed. Give model_info.max_input_tokens there, or contextTokens here.`,
    )
  const { tools, jsonSchema, image, audio, video, file } = capabilities
  const media = Object.entries({ image, audio, video, file }).flatMap(([medium, has]) => (has === true ? [medium] : []))
  return {
    id,
    contextTokens: contextTokens ?? assumedContextTokens,
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(mode === 'embedding'
      ? { outputModalities: ['embedding'] }
      : {
          ...(tools !== undefined && { tools }),
          ...(jsonSchema !== undefined && { jsonSchema }),
          inputModalities: ['text', ...media] as NonNullable<ModelConfig['inputModalities']>,
        }),
  }
}

/** What LiteLLM says of tools and schemas counts: it emulates some where a provider has none. */
function toAbilities(
  { capabilities, mode }: LitellmModelGroup,
  card: ModelCard | undefined,
): Pick<TargetConfig, 'tools' | 'jsonSchema'> {
  const { tools, jsonSchema } = capabilities
  if (card === undefined || mode === 'embedding') return {}
  return {
    ...(tools !== undefined && tools !== card.capabilities.tools && { tools }),
    ...(jsonSchema !== undefined && jsonSchema !== card.capabilities.jsonSchema && { jsonSchema }),
  }
}

/** LiteLLM's limit where it is the lower one. */
function toLimits(
  { contextTokens, maxOutputTokens }: LitellmModelGroup,
  card: ModelCard | undefined,
): Pick<TargetConfig, 'contextTokens' | 'maxOutputTokens'> {
  const tighter = (theirs: number | undefined, ours: number | undefined): boolean =>
    theirs !== undefined && ours !== undefined && theirs < ours
  return {
    ...(tighter(contextTokens, card?.contextTokens) && { contextTokens }),
    ...(tighter(maxOutputTokens, card?.maxOutputTokens) && { maxOutputTokens }),
  }
}

/** LiteLLM's price. Where it is not one, the dearest is assumed if the catalogue knows none; the proxy's own account of a call wins over both. */
function toPrices({ name, rates }: LitellmModelGroup, notes: string[]): Pick<TargetConfig, 'prices' | 'assumedPrice'> {
  const [only, more] = rates ?? []
  if (rates === undefined || only === undefined) return {}
  if (more !== undefined) {
    notes.push(
      `${name}: its deployments differ in price, or long prompts cost more; the dearest is assumed where the catalogue knows none.`,
    )
    return { assumedPrice: toDearestRates(rates) }
  }
  return { prices: toRatesConfig(only) }
}
