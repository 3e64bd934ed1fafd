/** USD per token as decimal text; negative where it depends on the model that a router picks. */
export type TokenRate = string | number | null | undefined

export interface OpenrouterRates {
  readonly prompt?: TokenRate
  readonly completion?: TokenRate
  readonly input_cache_read?: TokenRate
  readonly input_cache_write?: TokenRate
}

/** Prices that hold on conditions, all of which must be met; a later one wins, rate by rate. */
export interface OpenrouterPriceOverride extends OpenrouterRates {
  /** For prompts that are longer. */
  readonly min_prompt_tokens?: number | null | undefined
  /** A daily window, half-open, UTC, as HHMM: 1030 is half past ten. */
  readonly utc_start?: number | null | undefined
  readonly utc_end?: number | null | undefined
  /** `monday` to `sunday`, UTC. */
  readonly utc_days?: readonly string[] | null | undefined
}

export interface OpenrouterPricing extends OpenrouterRates {
  /** USD per request. */
  readonly request?: TokenRate
  readonly overrides?: readonly OpenrouterPriceOverride[] | null | undefined
}

/** What we read of an entry of `GET /models`: its document of 2026-11, and `Model` of @openrouter/sdk 1.3.19. */
export interface OpenrouterModel {
  /** `author/slug`, `author/slug:free`, `~author/newest`. */
  readonly id: string
  readonly name?: string | null | undefined
  /** Seconds since the epoch. */
  readonly created?: number | null | undefined
  readonly context_length?: number | null | undefined
  readonly architecture?:
    | {
        readonly input_modalities?: readonly string[] | null | undefined
        readonly output_modalities?: readonly string[] | null | undefined
      }
    | null
    | undefined
  readonly pricing: OpenrouterPricing
  readonly top_provider?:
    | {
        readonly context_length?: number | null | undefined
        readonly max_completion_tokens?: number | null | undefined
      }
    | null
    | undefined
  readonly supported_parameters?: readonly string[] | null | undefined
  /** `YYYY-MM-DD` */
  readonly expiration_date?: string | null | undefined
  /** The model that a `~` id stands for today. */
  readonly alias_target?: { readonly slug: string } | null | undefined
}
