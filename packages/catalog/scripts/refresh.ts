/**
 * Makes src/generated/models.json from @pydantic/genai-prices (prices), models.dev as kept in $SIGNALBOX_DATA/catalog (facts) and
 * data/*.json (what neither has). Run by `pnpm catalog:refresh`; deterministic: the same inputs give the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findProvider } from '@pydantic/genai-prices'
import type { ModelCard, PriceSchedule, Source } from '@signalbox/core'
import { isMatch } from './is-match.ts'
import { toPeriods, type GenaiPrice } from './to-periods.ts'

interface Fact {
  readonly name: string
  readonly release_date?: string
  readonly reasoning?: boolean
  readonly tool_call?: boolean
  readonly structured_output?: boolean
  readonly open_weights?: boolean
  readonly status?: string
  readonly cost?: { readonly input?: number; readonly output?: number }
  readonly limit?: { readonly context?: number; readonly output?: number }
  readonly modalities?: { readonly input?: readonly string[]; readonly output?: readonly string[] }
}

interface Vendor {
  readonly from: string
  readonly vendor?: string
  readonly provider?: string
  readonly jurisdiction?: string
  readonly openLicence?: string
  readonly vendors?: Readonly<Record<string, string>>
}

interface Override extends Partial<Omit<ModelCard, 'prices'>> {
  readonly weekendOffPeak?: { readonly provider: string; readonly from: string }
  readonly tierStart?: number
}

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))
const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T

const dataFolder = process.env['SIGNALBOX_DATA'] ?? here('../../../shared/data')
const modelsDev = read<{
  readonly commit: string
  readonly asOf: string
  readonly providers: Record<string, { readonly models: Record<string, Fact> }>
}>(`${dataFolder}/catalog/models-dev.json`)
const pricesVersion = read<{ version: string }>(here('node_modules/@pydantic/genai-prices/package.json')).version
const vendors = read<Record<string, Vendor>>(here('data/vendors.json'))
const overrides = read<Record<string, Override>>(here('data/overrides.json'))

const factSource: Source = { name: `models.dev@${modelsDev.commit.slice(0, 7)}`, date: modelsDev.asOf }
const priceSource: Source = { name: `npm:@pydantic/genai-prices@${pricesVersion}`, date: '2026-09-23' }
const ownSource: Source = { name: 'signalbox: the vendor’s registered seat', date: '2026-11-24' }

/** Older models are left to operators: the catalogue is of what is on sale today. */
const oldest = '2025-01-01'
/** Providers whose prices for other vendors' models are taken over too. */
const resellers = ['openrouter', 'fireworks', 'together', 'groq', 'azure', 'aws'] as const

const cards: ModelCard[] = []
for (const vendor of Object.values(vendors)) {
  for (const [wire, fact] of Object.entries(modelsDev.providers[vendor.from]?.models ?? {})) {
    const card = toCard(vendor, wire, fact)
    if (card !== undefined && !cards.some((one) => one.id === card.id)) cards.push(card)
  }
}
for (const id of Object.keys(overrides))
  if (!cards.some((card) => card.id === id))
    throw new Error(`${id} has an override and is no longer in models.dev. Check data/overrides.json.`)
cards.sort((a, b) => (a.id < b.id ? -1 : 1))
for (const card of cards) check(card)
const version = `genai-prices ${pricesVersion}, models.dev ${modelsDev.commit.slice(0, 7)}`
writeFileSync(here('src/generated/models.json'), `${JSON.stringify({ version, models: cards }, undefined, 1)}\n`)
process.stdout.write(`${cards.length} models of ${new Set(cards.map((card) => card.vendor)).size} vendors\n`)

function toCard(vendor: Vendor, wire: string, fact: Fact): ModelCard | undefined {
  const isText = fact.modalities?.output?.includes('text') === true && !fact.modalities.output.includes('image')
  if (
    !isText ||
    (fact.release_date ?? '') < oldest ||
    fact.status === 'deprecated' ||
    !fact.limit?.context ||
    /:|latest|embed|deep-research|tts|audio|realtime|ocr/.test(wire)
  )
    return undefined
  const [prefix, rest] = wire.includes('/') ? wire.split('/', 2) : [undefined, wire]
  const name = vendor.vendor ?? prefix
  const jurisdiction = vendor.jurisdiction ?? (prefix === undefined ? undefined : vendor.vendors?.[prefix])
  if (name === undefined || rest === undefined || jurisdiction === undefined) return undefined
  const id = `${name}/${toModelName(name, rest)}`
  const override = overrides[id] ?? {}
  const prices = schedulesOf(vendor, name, wire, id, override)
  if (prices.length === 0) return undefined
  const { weekendOffPeak: _, tierStart: __, sources: ownSources, capabilities, ...ownFacts } = override
  const openWeights = fact.open_weights
  const licence = openWeights === false ? 'proprietary' : openWeights === true ? vendor.openLicence : undefined
  return dropUndefined({
    id,
    name: fact.name,
    vendor: name,
    contextTokens: fact.limit.context,
    maxOutputTokens: fact.limit.output || undefined,
    capabilities: dropUndefined({
      tools: fact.tool_call,
      jsonSchema: fact.structured_output,
      jsonMode: fact.structured_output === true ? true : undefined,
      reasoning: fact.reasoning,
      ...capabilities,
    }),
    inputModalities: (fact.modalities?.input ?? ['text']).map((modality) => (modality === 'pdf' ? 'file' : modality)),
    outputModalities: fact.modalities?.output ?? ['text'],
    licence,
    openWeights,
    jurisdiction,
    availableFrom: fact.release_date,
    ...ownFacts,
    prices,
    sources: {
      limits: factSource,
      capabilities: factSource,
      ...(licence !== undefined && {
        licence:
          licence === 'proprietary' ? factSource : { name: `${name}: licence of its open models`, date: '2026-11-24' },
      }),
      ...(openWeights !== undefined && { openWeights: factSource }),
      jurisdiction: ownSource,
      availability: factSource,
      ...ownSources,
    },
  })
}

/** `claude-sonnet-4-6` on Anthropic's wire is `anthropic/claude-sonnet-4.6` as the field writes it. */
function toModelName(vendor: string, wire: string): string {
  const bare = wire.replace(/-\d{8}$/, '')
  return vendor === 'anthropic' ? bare.replace(/(\d)-(\d)/, '$1.$2') : bare.toLowerCase()
}

/** The vendor's own schedule first: it prices a baseline that has no target. */
function schedulesOf(vendor: Vendor, name: string, wire: string, id: string, override: Override): PriceSchedule[] {
  const own = vendor.provider === undefined ? [] : [scheduleOf(vendor.provider, name, wire, override)]
  const others = resellers.flatMap((provider) =>
    provider === vendor.provider ? [] : [scheduleOf(provider, provider, provider === 'openrouter' ? id : wire, {})],
  )
  return [...own, ...others].filter((schedule) => schedule !== undefined)
}

function scheduleOf(
  genaiProvider: string,
  provider: string,
  wire: string,
  override: Override,
): PriceSchedule | undefined {
  // Its own calcPrice falls back to other providers' prices, which would make an unknown price look known.
  const model = findProvider({ providerId: genaiProvider })?.models.find((one) => isMatch(one.match, wire))
  if (model?.prices === undefined) return undefined
  const periods = toPeriods(model.prices as GenaiPrice, priceSource, override)
  return periods.length === 0 ? undefined : { provider, periods }
}

function check(card: ModelCard): void {
  for (const { provider, periods } of card.prices) {
    for (const { tiers } of periods) {
      for (const tier of tiers) {
        for (const [key, value] of Object.entries(tier))
          if (typeof value === 'number' && value < 0) throw new Error(`${card.id} at ${provider}: ${key} is negative.`)
      }
    }
  }
}

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T
}
