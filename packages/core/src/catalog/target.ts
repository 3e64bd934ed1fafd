import type { Capabilities } from './model-card.ts'
import type { PriceSchedule } from './price.ts'

/** Targets that their carrier falls back among on its own. */
export interface Pool {
  /** Of the account, most often. */
  readonly name: string
  /** Targets that one call can carry, its own included. Default: any number. */
  readonly most?: number | undefined
}

/** One way to call a model: model + provider + key + region + limits. One model may have several. */
export interface Target {
  /** Like `deepseek/v4-pro`; unique in a router. */
  readonly id: string
  /** Id of the ModelCard, like `deepseek/deepseek-v4-pro`. */
  readonly model: string
  /** Who is called and paid; keys the price. Default: the part of `model` before the slash. */
  readonly provider?: string | undefined
  /** Name of the upstream in the config file. */
  readonly upstream?: string | undefined
  /** The model's name on the wire. Default: the part of `model` after the slash. */
  readonly as?: string | undefined
  /** Name of the key, never its value: breakers of scope `key` are kept by it. */
  readonly key?: string | undefined
  /**
   * Who carries the call falls back on its own among targets of one pool: neighbours in a plan, within a tier, then go out as one call,
   * where the host can say so (`carriesPools`).
   */
  readonly pool?: Pool | undefined
  /** The host's region, for breakers and rules. */
  readonly region?: string | undefined
  /** ISO 3166-1 alpha-2 of where the host processes; default: the vendor's. Both must pass a jurisdiction constraint. */
  readonly jurisdiction?: string | undefined
  /** Days the host keeps prompts; 0 = zero retention; undefined = not known. */
  readonly retentionDays?: number | undefined
  /** Tighter than the model's own. */
  readonly contextTokens?: number | undefined
  readonly maxOutputTokens?: number | undefined
  /** What this way of calling the model offers beyond its card, or short of it: a host in between may emulate, or leave out. */
  readonly capabilities?: Capabilities | undefined
  /** Prices the operator declares; they win over the catalogue. An explicit 0 is known. */
  readonly prices?: PriceSchedule | undefined
  /** Used under a ceiling or budget when nothing else is known; marked as assumed. */
  readonly assumedPrice?: { readonly inputPerMillionUsd: number; readonly outputPerMillionUsd: number } | undefined
}
