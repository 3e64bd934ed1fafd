import type { SignalboxConfig } from '@signalbox/config'
import { priceAt, type ModelCard } from '@signalbox/core'
import { assumedContextTokens } from '../model-defaults.ts'
import type { Deployment } from './deployment.ts'
import type { ImportContext } from './import-context.ts'
import type { KnownProvider } from './provider-table.ts'
import { isEmbedding } from './is-embedding.ts'
import { readText } from './read-text.ts'
import { sayAbilities } from './say-abilities.ts'
import { toPrices, type RatesConfig } from './to-prices.ts'

type ModelConfig = NonNullable<SignalboxConfig['models']>[number]

/** The model of a deployment, and what it costs there. */
export interface DeployedModel {
  readonly id: string
  /** Where the catalogue does not have it: its entry under `models`. */
  readonly own: ModelConfig | undefined
  readonly limits: { readonly contextTokens?: number; readonly maxOutputTokens?: number }
  /** Where the file says otherwise than the catalogue. */
  readonly offers: { readonly tools?: boolean; readonly jsonSchema?: boolean }
  readonly prices: RatesConfig | undefined
  readonly assumedPrice: { input: number; output: number } | undefined
  /** USD per million tokens, three of input to one of output; undefined: not known. */
  readonly blendedPrice: number | undefined
}

/** Matches the deployment to the catalogue by what it is based on, else by its name. */
export function toModel(deployment: Deployment, known: KnownProvider, context: ImportContext): DeployedModel {
  const { model, info, params } = deployment
  const { match, account } = context
  const vendor = known.pays ?? model.provider ?? 'custom'
  const base =
    readText(info['base_model'], [...deployment.path, 'model_info', 'base_model'], context) ??
    readText(params['base_model'], deployment.at('base_model'), context)
  const baseName = base?.replace(/^(azure|openai|anthropic|gemini|vertex_ai)\//, '')
  const baseVendor = model.provider === 'azure' ? 'openai' : vendor
  const card = (baseName === undefined ? undefined : match(baseName, baseVendor)) ?? match(model.name, baseVendor)
  const name = (baseName ?? model.name).replaceAll(/\s+/g, '-')
  const id = card?.id ?? (name.includes('/') ? name : `${baseVendor}/${name}`)
  const notes: string[] = []
  const own = card === undefined ? toOwn(id, deployment, notes, context) : undefined
  if (card !== undefined) sayAbilities(deployment, card, context)
  const prices = toPrices(deployment, card, known, context)
  const listed = card && priceAt(card, vendor, context.nowMs)?.tiers[0]
  const vendors = card && priceAt(card, card.vendor, context.nowMs)?.tiers[0]
  const isHosted = known.keyVariable !== undefined && (known.baseUrl !== undefined || known.keyHeader !== undefined)
  const assumedPrice =
    isHosted && prices === undefined && listed === undefined && vendors !== undefined
      ? { input: vendors.inputPerMillionUsd, output: vendors.outputPerMillionUsd }
      : undefined
  if (assumedPrice !== undefined) notes.push(`Its price at ${vendor} is not known; the vendor's own is assumed.`)
  const offers = card === undefined ? {} : toOffers(deployment, card, context)
  if (card !== undefined && !isEmbedding(deployment) && (offers.jsonSchema ?? card.capabilities.jsonSchema) !== true)
    notes.push(
      'The catalogue does not know that it follows JSON Schemas: requests with one are refused. Where it does, say jsonSchema: true at its target.',
    )
  if (notes.length > 0) account.say(deployment.at('model'), 'different', notes.join(' '))
  const rate =
    prices ?? assumedPrice ?? (listed && { input: listed.inputPerMillionUsd, output: listed.outputPerMillionUsd })
  return {
    id,
    own,
    limits: card === undefined ? {} : toLimits(deployment, card, context),
    offers,
    prices,
    assumedPrice,
    blendedPrice: rate && (3 * rate.input + rate.output) / 4,
  }
}

const abilities: Readonly<Record<string, string>> = {
  function_calling: 'tools',
  response_schema: 'JSON Schemas',
  vision: 'images',
  pdf_input: 'files',
}

/** What a file does not say of a model is taken as LiteLLM takes it: requests are passed on. */
function toOwn(id: string, deployment: Deployment, notes: string[], { environment }: ImportContext): ModelConfig {
  const { info } = deployment
  const context = environment.toNumber(info['max_input_tokens'])
  const maxOutputTokens = environment.toNumber(info['max_output_tokens']) ?? environment.toNumber(info['max_tokens'])
  const has = (name: string): boolean => environment.toFlag(info[`supports_${name}`]) !== false
  const media = [
    ...(has('vision') ? (['image'] as const) : []),
    ...(environment.toFlag(info['supports_audio_input']) === true ? (['audio'] as const) : []),
    ...(environment.toFlag(info['supports_video_input']) === true ? (['video'] as const) : []),
    ...(has('pdf_input') ? (['file'] as const) : []),
  ]
  const assumed = [
    ...(context ? [] : ['a context of 128,000 tokens (max_input_tokens)']),
    ...(isEmbedding(deployment)
      ? []
      : [
          ...['function_calling', 'response_schema', 'vision', 'pdf_input']
            .filter((name) => environment.toFlag(info[`supports_${name}`]) === undefined)
            .map((name) => `${abilities[name]} (supports_${name})`),
          'log-probabilities',
        ]),
  ]
  notes.push(
    `The catalogue does not have it: it is declared as ${id}. ${
      assumed.length === 0
        ? 'All is as model_info says.'
        : `Assumed until model_info says otherwise: ${assumed.join(', ')}.`
    }`,
  )
  return {
    id,
    contextTokens: context || assumedContextTokens,
    ...(maxOutputTokens ? { maxOutputTokens } : {}),
    ...(isEmbedding(deployment)
      ? { outputModalities: ['embedding'] }
      : {
          tools: has('function_calling'),
          jsonSchema: has('response_schema'),
          logprobs: true,
          inputModalities: ['text', ...media],
        }),
  }
}

/** LiteLLM emulates some of it where a provider has none, so the file counts. */
function toOffers({ info }: Deployment, card: ModelCard, { environment }: ImportContext): DeployedModel['offers'] {
  const tools = environment.toFlag(info['supports_function_calling'])
  const jsonSchema = environment.toFlag(info['supports_response_schema'])
  return {
    ...(tools === undefined || tools === card.capabilities.tools ? {} : { tools }),
    ...(jsonSchema === undefined || jsonSchema === card.capabilities.jsonSchema ? {} : { jsonSchema }),
  }
}

/** Tighter than the catalogue's is carried; wider is not believed. */
function toLimits({ path, info }: Deployment, card: ModelCard, context: ImportContext): DeployedModel['limits'] {
  const tighter = (name: string, own: number | undefined): number | undefined => {
    const given = context.environment.toNumber(info[name])
    if (given === undefined || given === 0 || given === own) return undefined
    if (own === undefined || given < own) return given
    context.account.say([...path, 'model_info', name], 'different', `The catalogue says ${own}, which holds.`)
    return undefined
  }
  const contextTokens = tighter('max_input_tokens', card.contextTokens)
  const maxOutputTokens = tighter(
    info['max_output_tokens'] === undefined ? 'max_tokens' : 'max_output_tokens',
    card.maxOutputTokens,
  )
  return {
    ...(contextTokens === undefined ? {} : { contextTokens }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
  }
}
