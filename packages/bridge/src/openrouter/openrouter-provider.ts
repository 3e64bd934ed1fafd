import { z } from 'zod'

/** Hosts by slug (`deepinfra`, `deepinfra/turbo`) or by name (`DeepInfra`). */
const hosts = z.array(z.string().min(1)).nullish()
const flag = z.boolean().nullish()

/** USD; a number, or one as text. */
const amount = z.union([
  z.number().nonnegative(),
  z.string().regex(/^\d+(\.\d+)?$/, { error: 'must be an amount of USD, 0 or more' }),
])

const maxPrice = z.looseObject({
  /** USD per million tokens. */
  prompt: amount.nullish(),
  /** USD per million tokens. */
  completion: amount.nullish(),
  /** USD per request. */
  request: amount.nullish(),
  /** USD per image. */
  image: amount.nullish(),
  /** USD per unit of audio. */
  audio: amount.nullish(),
})

const positive = z.number().positive().nullish()

/** A number counts for the median. */
const cutoff = z.union([
  z.number().positive(),
  z.looseObject({ p50: positive, p75: positive, p90: positive, p99: positive }),
])

const sortBy = z.enum(['price', 'throughput', 'latency', 'exacto'])

/** OpenRouter's `provider` object, as a request's body has it: its document of 2026-11 and @openrouter/sdk 1.3.19. Unknown fields are kept. */
export const openrouterProviderSchema = z.looseObject({
  /** Tried in this order, before others. */
  order: hosts,
  /** No other host may serve. */
  only: hosts,
  ignore: hosts,
  /** false: the hosts of `order` alone; without an order, the first choice alone. Default true. */
  allow_fallbacks: flag,
  /** Hosts that would ignore a field of the request are left out. */
  require_parameters: flag,
  /** `deny`: no host that keeps prompts or trains on them. */
  data_collection: z.enum(['allow', 'deny']).nullish(),
  /** Zero data retention. */
  zdr: flag,
  enforce_distillable_text: flag,
  quantizations: z
    .array(z.enum(['int4', 'int8', 'fp4', 'mxfp4', 'nvfp4', 'fp6', 'fp8', 'mxfp8', 'fp16', 'bf16', 'fp32', 'unknown']))
    .nullish(),
  /** `partition: none` sorts the hosts of all models together. */
  sort: z
    .union([sortBy, z.looseObject({ by: sortBy.nullish(), partition: z.enum(['model', 'none']).nullish() })])
    .nullish(),
  max_price: maxPrice.nullish(),
  /** Tokens per second; slower hosts are put behind, not left out. */
  preferred_min_throughput: cutoff.nullish(),
  /** Seconds; slower hosts are put behind, not left out. */
  preferred_max_latency: cutoff.nullish(),
})

export type OpenrouterProvider = z.infer<typeof openrouterProviderSchema>
