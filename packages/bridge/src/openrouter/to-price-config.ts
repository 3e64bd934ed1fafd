import type { SignalboxConfig } from '@signalbox/config'
import { toDearestRates, toRatesConfig } from '../to-rates-config.ts'
import type { OpenrouterPricing } from './openrouter-model.ts'
import { toPriceSchedule } from './to-price-schedule.ts'

type PriceConfig = Pick<SignalboxConfig['targets'][number], 'prices' | 'assumedPrice'>

/**
 * OpenRouter's price of a model as a target in a config file has it. What depends on the length of the prompt or the time of day
 * cannot be said there: its dearest rates are then assumed, where the catalogue knows nothing better. Empty = unknown.
 */
export function toPriceConfig(pricing: OpenrouterPricing): PriceConfig {
  const price = toPriceSchedule(pricing, { name: '', date: '' })
  if ('unknown' in price) return {}
  const tiers = price.schedule.periods.flatMap((period) => period.tiers)
  const [only, more] = tiers
  return only === undefined || more !== undefined
    ? { assumedPrice: toDearestRates(tiers) }
    : { prices: toRatesConfig(only) }
}
