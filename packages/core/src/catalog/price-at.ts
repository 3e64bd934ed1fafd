import type { ModelCard } from './model-card.ts'
import type { DailyWindow, Price, PricePeriod, PriceSchedule } from './price.ts'

const dayMinutes = 1_440

/**
 * The price of one provider and model at one moment; undefined = unknown.
 *
 * Of the periods in force (`from` passed, `until` not), those whose daily windows match count. The latest `from` wins; of two
 * with one `from` the windowed one does. So a plain period is the off-peak rate and the windowed one beside it the peak.
 * @param atMs wall time, ms since the epoch
 * @param declared an operator's own schedule, which wins over the card's
 */
export function priceAt(card: ModelCard, provider: string, atMs: number, declared?: PriceSchedule): Price | undefined {
  const schedule = declared ?? card.prices.find((one) => one.provider === provider)
  let best: CompiledPeriod | undefined
  for (const period of schedule === undefined ? [] : compiled(schedule)) {
    if (period.fromMs > atMs || period.untilMs <= atMs || !isInWindows(period, atMs)) continue
    if (
      best === undefined ||
      period.fromMs > best.fromMs ||
      (period.fromMs === best.fromMs && period.windows.length > 0)
    )
      best = period
  }
  if (best === undefined) return undefined
  // Decisions of one millisecond share the price: making it anew for each target costs more than finding it.
  const { last } = best
  if (last !== undefined && last.atMs === atMs && last.price.model === card.id) return last.price
  const { label, tiers, source } = best.period
  const price = { provider, model: card.id, at: toIso(atMs), label, tiers, isAssumed: false, source }
  best.last = { atMs, price }
  return price
}

interface CompiledPeriod {
  readonly period: PricePeriod
  readonly fromMs: number
  readonly untilMs: number
  readonly windows: readonly CompiledWindow[]
  last: { readonly atMs: number; readonly price: Price } | undefined
}

interface CompiledWindow {
  readonly startMinute: number
  readonly endMinute: number
  readonly offsetMinutes: number
  readonly weekdays: readonly number[] | undefined
}

/** Dates are parsed once per schedule: prices are asked for on every decision. */
const cache = new WeakMap<PriceSchedule, readonly CompiledPeriod[]>()

function compiled(schedule: PriceSchedule): readonly CompiledPeriod[] {
  let periods = cache.get(schedule)
  if (periods === undefined) {
    periods = schedule.periods.map((period) => ({
      period,
      fromMs: period.from === undefined ? -Infinity : Date.parse(period.from),
      untilMs: period.until === undefined ? Infinity : Date.parse(period.until),
      windows: (period.windows ?? []).map(compileWindow),
      last: undefined,
    }))
    cache.set(schedule, periods)
  }
  return periods
}

function compileWindow(window: DailyWindow): CompiledWindow {
  return {
    startMinute: toMinute(window.startUtc),
    endMinute: toMinute(window.endUtc),
    offsetMinutes: window.offsetMinutes ?? 0,
    weekdays: window.weekdays,
  }
}

function toMinute(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}

function isInWindows(period: CompiledPeriod, atMs: number): boolean {
  if (period.windows.length === 0) return true
  const minute = Math.floor(atMs / 60_000)
  return period.windows.some((window) => {
    if (window.weekdays !== undefined && !window.weekdays.includes(weekdayOf(minute + window.offsetMinutes)))
      return false
    const ofDay = mod(minute, dayMinutes)
    const { startMinute, endMinute } = window
    return startMinute < endMinute
      ? ofDay >= startMinute && ofDay < endMinute
      : ofDay >= startMinute || ofDay < endMinute
  })
}

/** 1 = Monday .. 7 = Sunday. Day 0 of the epoch was a Thursday. */
function weekdayOf(minute: number): number {
  return mod(Math.floor(minute / dayMinutes) + 3, 7) + 1
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by
}

let lastMs = NaN
let lastIso = ''

/** Decisions of one millisecond share the text: making it costs more than finding the price. */
function toIso(atMs: number): string {
  if (atMs !== lastMs) {
    lastIso = new Date(atMs).toISOString()
    lastMs = atMs
  }
  return lastIso
}
