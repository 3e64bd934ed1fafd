/** The `provider` object of a request. Source: `ProviderPreferences` of npm `@openrouter/sdk` 1.3.19. */
export interface ProviderPreferences {
  readonly allow_fallbacks?: boolean | null | undefined
  readonly data_collection?: 'allow' | 'deny' | null | undefined
  readonly enforce_distillable_text?: boolean | null | undefined
  readonly ignore?: readonly string[] | null | undefined
  /** USD per million tokens, as numbers or decimal strings. */
  readonly max_price?:
    | { readonly prompt?: string | number | undefined; readonly completion?: string | number | undefined }
    | null
    | undefined
  readonly only?: readonly string[] | null | undefined
  readonly order?: readonly string[] | null | undefined
  /** Seconds. */
  readonly preferred_max_latency?: Cutoff | null | undefined
  /** Tokens a second. */
  readonly preferred_min_throughput?: Cutoff | null | undefined
  readonly quantizations?: readonly string[] | null | undefined
  readonly require_parameters?: boolean | null | undefined
  readonly sort?: Sort | { readonly by?: Sort | null; readonly partition?: 'model' | 'none' | null } | null | undefined
  readonly zdr?: boolean | null | undefined
}

export type Sort = 'price' | 'throughput' | 'latency' | 'exacto'

/** One number is about the median; with several percentiles all must hold. */
export type Cutoff = number | Readonly<Partial<Record<'p50' | 'p75' | 'p90' | 'p99', number | null>>>

/** A provider is named by its slug, its tag (`deepinfra/fp8`) or the name that replies give it. */
export function isNamed(
  { slug, tag, provider }: { readonly slug: string; readonly tag: string; readonly provider: string },
  name: string,
): boolean {
  return [slug, tag, provider.toLowerCase()].includes(name.toLowerCase())
}
