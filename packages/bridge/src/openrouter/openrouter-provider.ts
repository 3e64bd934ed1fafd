/** USD; a number, or one as text. */
export type UsdAmount = number | string

export type OpenrouterSort = 'price' | 'throughput' | 'latency' | 'exacto'

export type Quantization =
  | 'int4'
  | 'int8'
  | 'fp4'
  | 'mxfp4'
  | 'nvfp4'
  | 'fp6'
  | 'fp8'
  | 'mxfp8'
  | 'fp16'
  | 'bf16'
  | 'fp32'
  | 'unknown'

/** The most that a host may ask. */
export interface OpenrouterMaxPrice {
  [field: string]: unknown
  /** USD per million tokens. */
  prompt?: UsdAmount | null | undefined
  /** USD per million tokens. */
  completion?: UsdAmount | null | undefined
  /** USD per request. */
  request?: UsdAmount | null | undefined
  /** USD per image. */
  image?: UsdAmount | null | undefined
  /** USD per unit of audio. */
  audio?: UsdAmount | null | undefined
}

/** Bounds by percentile of recent traffic; all that are given count. */
export interface PercentileCutoffs {
  [field: string]: unknown
  p50?: number | null | undefined
  p75?: number | null | undefined
  p90?: number | null | undefined
  p99?: number | null | undefined
}

/**
 * OpenRouter's `provider` object, as a request's body has it: its document of 2026-11 and @openrouter/sdk 1.3.19. null is as good as
 * absent, and fields that we do not know are kept. Hosts are slugs (`deepinfra`, `deepinfra/turbo`) or names (`DeepInfra`).
 */
export interface OpenrouterProvider {
  [field: string]: unknown
  /** Tried in this order, before others. */
  order?: string[] | null | undefined
  /** No other host may serve. */
  only?: string[] | null | undefined
  ignore?: string[] | null | undefined
  /** false: the hosts of `order` alone; without an order, the first choice alone. Default true. */
  allow_fallbacks?: boolean | null | undefined
  /** Hosts that would ignore a field of the request are left out. */
  require_parameters?: boolean | null | undefined
  /** `deny`: no host that keeps prompts or trains on them. */
  data_collection?: 'allow' | 'deny' | null | undefined
  /** Zero data retention. */
  zdr?: boolean | null | undefined
  enforce_distillable_text?: boolean | null | undefined
  quantizations?: Quantization[] | null | undefined
  /** `partition: none` sorts the hosts of all models together. */
  sort?: OpenrouterSort | OpenrouterSortConfig | null | undefined
  max_price?: OpenrouterMaxPrice | null | undefined
  /** Tokens per second; slower hosts are put behind, not left out. A number counts for the median. */
  preferred_min_throughput?: number | PercentileCutoffs | null | undefined
  /** Seconds; slower hosts are put behind, not left out. A number counts for the median. */
  preferred_max_latency?: number | PercentileCutoffs | null | undefined
}

export interface OpenrouterSortConfig {
  [field: string]: unknown
  by?: OpenrouterSort | null | undefined
  partition?: 'model' | 'none' | null | undefined
}
