import { z } from 'zod'
import type {
  OpenrouterMaxPrice,
  OpenrouterProvider,
  OpenrouterSort,
  OpenrouterSortConfig,
  PercentileCutoffs,
  Quantization,
  UsdAmount,
} from './openrouter-provider.ts'

/** OpenRouter has about a hundred hosts; a caller's list is compared with others, so it has a bound. */
const hosts = z.array(z.string().min(1).max(100)).max(300).nullish()
const flag = z.boolean().nullish()
const amount: z.ZodType<UsdAmount> = z.union([
  z.number().nonnegative(),
  z.string().regex(/^\d+(\.\d+)?$/, { error: 'must be an amount of USD, 0 or more' }),
])
const quantization: z.ZodType<Quantization> = z.enum([
  'int4',
  'int8',
  'fp4',
  'mxfp4',
  'nvfp4',
  'fp6',
  'fp8',
  'mxfp8',
  'fp16',
  'bf16',
  'fp32',
  'unknown',
])
const sortBy: z.ZodType<OpenrouterSort> = z.enum(['price', 'throughput', 'latency', 'exacto'])
const positive = z.number().positive()

const maxPrice: z.ZodType<OpenrouterMaxPrice> = z.looseObject({
  prompt: amount.nullish(),
  completion: amount.nullish(),
  request: amount.nullish(),
  image: amount.nullish(),
  audio: amount.nullish(),
})
const cutoffs: z.ZodType<PercentileCutoffs> = z.looseObject({
  p50: positive.nullish(),
  p75: positive.nullish(),
  p90: positive.nullish(),
  p99: positive.nullish(),
})
const sortConfig: z.ZodType<OpenrouterSortConfig> = z.looseObject({
  by: sortBy.nullish(),
  partition: z.enum(['model', 'none']).nullish(),
})

/** Of a `provider` object; unknown fields are kept. */
export const openrouterProviderSchema: z.ZodType<OpenrouterProvider> = z.looseObject({
  order: hosts,
  only: hosts,
  ignore: hosts,
  allow_fallbacks: flag,
  require_parameters: flag,
  data_collection: z.enum(['allow', 'deny']).nullish(),
  zdr: flag,
  enforce_distillable_text: flag,
  quantizations: z.array(quantization).max(50).nullish(),
  sort: z.union([sortBy, sortConfig]).nullish(),
  max_price: maxPrice.nullish(),
  preferred_min_throughput: z.union([positive, cutoffs]).nullish(),
  preferred_max_latency: z.union([positive, cutoffs]).nullish(),
})
