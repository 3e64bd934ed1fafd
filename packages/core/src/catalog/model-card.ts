import type { PriceSchedule } from './price.ts'
import type { Source } from './source.ts'

/** What a model can do. Undefined = not known, which fails a constraint that needs it. */
export interface Capabilities {
  readonly tools?: boolean | undefined
  /** Replies that follow a JSON Schema. */
  readonly jsonSchema?: boolean | undefined
  /** Replies that are valid JSON. */
  readonly jsonMode?: boolean | undefined
  readonly logprobs?: boolean | undefined
  readonly reasoning?: boolean | undefined
}

/** Facts about a model. Every group of facts names its source. */
export interface ModelCard {
  /** `vendor/model`, like `deepseek/deepseek-v4-pro`. */
  readonly id: string
  readonly name: string
  readonly vendor: string
  readonly contextTokens?: number | undefined
  readonly maxOutputTokens?: number | undefined
  readonly capabilities: Capabilities
  readonly inputModalities: readonly string[]
  readonly outputModalities: readonly string[]
  /** SPDX id where there is one, else the licence's name; `proprietary` for closed models. */
  readonly licence?: string | undefined
  readonly openWeights?: boolean | undefined
  /** ISO 3166-1 alpha-2 of the vendor. */
  readonly jurisdiction?: string | undefined
  /** `YYYY-MM-DD` */
  readonly availableFrom?: string | undefined
  /** `YYYY-MM-DD`, first day it is gone. */
  readonly availableUntil?: string | undefined
  /** One schedule per provider that sells it. Empty = price unknown. */
  readonly prices: readonly PriceSchedule[]
  /** Facts -> source: `limits`, `capabilities`, `licence`, `jurisdiction`, `availability`. Prices carry their own. */
  readonly sources: Readonly<Record<string, Source>>
}
