import type { DailyWindow, PricePeriod, PriceTier, Source } from '@signalbox/core'

type Rate =
  | number
  | { readonly base: number; readonly tiers: readonly { readonly start: number; readonly price: number }[] }

type RateTable = Readonly<Record<string, Rate | undefined>>

interface Conditional {
  readonly constraint?: {
    readonly type?: string
    readonly start_date?: string
    readonly start_time?: string
    readonly end_time?: string
  }
  readonly prices: RateTable
}

/** Prices as genai-prices keeps them: one table, or a list in which a later entry that holds wins. */
export type GenaiPrice = RateTable | readonly Conditional[]

export interface PeriodOptions {
  /** Off-peak all day at weekends, counted in Beijing, from this day on: what the source cannot say (its issue 582). */
  readonly weekendOffPeak?: { readonly from: string } | undefined
  /** Where a long-context tier begins, in the vendor's own words; the source writes one less. */
  readonly tierStart?: number | undefined
}

const beijingMinutes = 480
const workdays = [1, 2, 3, 4, 5]

/** Dated periods in our own form. A time-of-day price counts only from the latest dated change on, as its comments say. */
export function toPeriods(prices: GenaiPrice, source: Source, options: PeriodOptions): PricePeriod[] {
  const list: readonly Conditional[] = Array.isArray(prices)
    ? (prices as readonly Conditional[])
    : [{ prices: prices as RateTable }]
  const latest = list
    .map(({ constraint }) => constraint?.start_date)
    .filter((date) => date !== undefined)
    .toSorted()
    .at(-1)
  const windowed = list.filter(({ constraint }) => constraint?.start_time !== undefined)
  return list.flatMap((entry): PricePeriod[] => {
    const tiers = toTiers(entry.prices, options.tierStart)
    if (tiers === undefined) return []
    const { constraint } = entry
    if (constraint?.start_time === undefined || constraint.end_time === undefined) {
      const from = constraint?.start_date
      const label = windowed.length > 0 && from === latest && from !== undefined ? 'off-peak' : undefined
      return [
        { ...(from !== undefined && { from: toInstant(from) }), ...(label !== undefined && { label }), tiers, source },
      ]
    }
    const window: DailyWindow = { startUtc: constraint.start_time.slice(0, 5), endUtc: constraint.end_time.slice(0, 5) }
    const base = { ...(latest !== undefined && { from: toInstant(latest) }), label: 'peak', tiers, source }
    const { weekendOffPeak } = options
    if (weekendOffPeak === undefined) return [{ ...base, windows: [window] }]
    const change = toInstant(weekendOffPeak.from)
    return [
      { ...base, until: change, windows: [window] },
      { ...base, from: change, windows: [{ ...window, weekdays: workdays, offsetMinutes: beijingMinutes }] },
    ]
  })
}

function toInstant(date: string): string {
  return `${date.slice(0, 10)}T00:00:00Z`
}

function toTiers(prices: RateTable, tierStart: number | undefined): PriceTier[] | undefined {
  const { input_mtok: input, output_mtok: output, cache_read_mtok: read, cache_write_mtok: write } = prices
  // Batch, image and speech models have no token price of both kinds.
  if (input === undefined || output === undefined) return undefined
  const rates = [input, output, read, write]
  const starts = [
    ...new Set([0, ...rates.flatMap((rate) => (typeof rate === 'object' ? rate.tiers.map(({ start }) => start) : []))]),
  ].toSorted((a, b) => a - b)
  return starts.map((start) => {
    const at = (rate: Rate | undefined): number | undefined =>
      typeof rate === 'object' ? (rate.tiers.findLast((tier) => tier.start <= start)?.price ?? rate.base) : rate
    const cacheRead = at(read)
    const cacheWrite = at(write)
    return {
      aboveInputTokens: start > 0 && tierStart !== undefined ? tierStart : start,
      inputPerMillionUsd: at(input) ?? 0,
      outputPerMillionUsd: at(output) ?? 0,
      ...(cacheRead !== undefined && { cacheReadPerMillionUsd: cacheRead }),
      ...(cacheWrite !== undefined && { cacheWritePerMillionUsd: cacheWrite }),
    }
  })
}
