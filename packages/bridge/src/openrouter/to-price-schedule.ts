import type { PricePeriod, PriceSchedule, PriceTier, Rates, Source } from '@signalbox/core'
import type { OpenrouterPriceOverride, OpenrouterPricing, OpenrouterRates } from './openrouter-model.ts'

/** The provider that OpenRouter's prices are kept under, and that its targets name. */
export const openrouterProvider = 'openrouter'

/**
 * A model's prices in our own form; without a schedule, why they are unknown.
 *
 * Conditional prices become tiers (by length of the prompt) and windowed periods (by time of day, UTC). Where two windows of different
 * prices overlap the later entry wins whole. A `discount` is left out: the price then is never told too low.
 */
export function toPriceSchedule(
  pricing: OpenrouterPricing,
  source: Source,
): { readonly schedule: PriceSchedule } | { readonly unknown: string } {
  // A fee that is not of tokens cannot be said in our prices, and a price without it would be too low.
  if ((toPerMillionUsd(pricing.request) ?? 0) > 0) return { unknown: 'it asks a fee per request' }
  const overrides = pricing.overrides ?? []
  const plain = overrides.filter((one) => windowOf(one) === undefined)
  const tiers = toTiers(pricing, plain)
  if (tiers === undefined) return { unknown: 'its price depends on the model that answers, or is not told' }
  const periods: PricePeriod[] = [{ tiers, source }]
  const windows = new Set(overrides.map(windowOf).filter((one) => one !== undefined))
  for (const window of windows) {
    const held = overrides.filter((one) => [undefined, window].includes(windowOf(one)))
    const windowed = toTiers(pricing, held)
    if (windowed === undefined) return { unknown: 'a price of its windows is not told' }
    periods.push({ windows: [JSON.parse(window) as DailyWindow], tiers: windowed, source })
  }
  return { schedule: { provider: openrouterProvider, periods } }
}

type DailyWindow = NonNullable<PricePeriod['windows']>[number]

/** A condition of time as text, so that equal ones are one; undefined = at all times. */
function windowOf({ utc_start, utc_end, utc_days }: OpenrouterPriceOverride): string | undefined {
  if (utc_start == null && utc_end == null && utc_days == null) return undefined
  // From midnight to midnight is the whole day.
  const window: DailyWindow = {
    startUtc: toTime(utc_start ?? 0),
    endUtc: toTime(utc_end ?? 0),
    weekdays: utc_days?.map((day) => weekdays.indexOf(day) + 1).filter((day) => day > 0),
  }
  return JSON.stringify(window)
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** 1030 -> `10:30`; 2400 is midnight. */
function toTime(clock: number): string {
  const text = String(clock % 2400).padStart(4, '0')
  return `${text.slice(0, 2)}:${text.slice(2)}`
}

/** Base rates and those of longer prompts; of the entries that hold, a later one wins, rate by rate. undefined = a rate is unknown. */
function toTiers(base: OpenrouterPricing, overrides: readonly OpenrouterPriceOverride[]): PriceTier[] | undefined {
  const starts = [...new Set([0, ...overrides.map((one) => one.min_prompt_tokens ?? 0)])].toSorted((a, b) => a - b)
  const tiers: PriceTier[] = []
  for (const aboveInputTokens of starts) {
    const held = overrides.filter((one) => (one.min_prompt_tokens ?? 0) <= aboveInputTokens)
    const rates = toRates([base, ...held])
    if (rates === undefined) return undefined
    tiers.push({ aboveInputTokens, ...rates })
  }
  return tiers
}

function toRates(layers: readonly OpenrouterRates[]): Rates | undefined {
  const at = (key: keyof OpenrouterRates): number | undefined =>
    toPerMillionUsd(layers.findLast((layer) => layer[key] != null)?.[key])
  const inputPerMillionUsd = at('prompt')
  const outputPerMillionUsd = at('completion')
  if (inputPerMillionUsd === undefined || outputPerMillionUsd === undefined) return undefined
  return {
    inputPerMillionUsd,
    outputPerMillionUsd,
    cacheReadPerMillionUsd: at('input_cache_read'),
    cacheWritePerMillionUsd: at('input_cache_write'),
  }
}

/** USD per token, as text, to USD per million: the point is moved in the text, so no rate drifts. Negative or not a number = unknown. */
export function toPerMillionUsd(perToken: string | number | null | undefined): number | undefined {
  const match = String(perToken ?? '').match(/^\s*(\d+\.?\d*|\.\d+)(?:e([+-]?\d{1,3}))?\s*$/i)
  const rate = match === null ? NaN : Number(`${match[1]}e${Number(match[2] ?? 0) + 6}`)
  return Number.isFinite(rate) ? rate : undefined
}
