import type { Source } from './source.ts'

/** Rates of one prompt-size tier, USD per million tokens. Undefined = not known (cache rates then fall back to the input rate). */
export interface Rates {
  readonly inputPerMillionUsd: number
  readonly outputPerMillionUsd: number
  readonly cacheReadPerMillionUsd?: number | undefined
  readonly cacheWritePerMillionUsd?: number | undefined
}

/** Applies to the whole request once its input is larger than `aboveInputTokens`. */
export interface PriceTier extends Rates {
  /** 0 for the base tier. */
  readonly aboveInputTokens: number
}

/** A daily window in UTC, half-open: start included, end not. May pass midnight. */
export interface DailyWindow {
  /** `HH:MM` */
  readonly startUtc: string
  /** `HH:MM` */
  readonly endUtc: string
  /** 1 = Monday .. 7 = Sunday, counted in a zone `offsetMinutes` east of UTC; undefined = every day. */
  readonly weekdays?: readonly number[] | undefined
  /** Default 0. */
  readonly offsetMinutes?: number | undefined
}

/** Prices in force from one instant on. The latest period that has begun and whose windows match wins; a windowed one wins over a plain one. */
export interface PricePeriod {
  /** ISO 8601 instant; undefined = since ever. */
  readonly from?: string | undefined
  /** ISO 8601 instant, excluded; undefined = still in force. */
  readonly until?: string | undefined
  /** Shown to people: `peak`, `off-peak`. */
  readonly label?: string | undefined
  /** Undefined = all day. */
  readonly windows?: readonly DailyWindow[] | undefined
  /** Ascending by `aboveInputTokens`, the first at 0. */
  readonly tiers: readonly PriceTier[]
  readonly source?: Source | undefined
}

/** All we know of what one provider charges for one model. */
export interface PriceSchedule {
  readonly provider: string
  readonly periods: readonly PricePeriod[]
}

/** The price of one provider and model at one moment: plain data, kept with every ledger row. */
export interface Price {
  readonly provider: string
  readonly model: string
  /** ISO 8601 instant it was asked for. */
  readonly at: string
  readonly label?: string | undefined
  readonly tiers: readonly PriceTier[]
  readonly isAssumed: boolean
  readonly source?: Source | undefined
}
