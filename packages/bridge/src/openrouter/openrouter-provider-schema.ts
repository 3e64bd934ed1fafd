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

/** Said of a value, with its place before it. */
const must = (wanted: string): { readonly error: string } => ({ error: `must be ${wanted}. Correct it.` })
const either = (names: readonly string[]): string => {
  const quoted = names.map((name) => `"${name}"`)
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}

/** OpenRouter has about a hundred hosts; a caller's list is compared with others, so it has a bound. */
const fewHosts = must('a list of at most 300 names of hosts')
const host = z
  .string(must('the name of a host'))
  .min(1, must('the name of a host'))
  .max(100, must('100 characters at most'))
const hosts = z.array(host, fewHosts).max(300, fewHosts).nullish()
const flag = z.boolean(must('true or false')).nullish()
const usd = must('an amount of USD, 0 or more')
// A union passes on what its one member of the right type says.
const amount: z.ZodType<UsdAmount> = z.union([z.number().nonnegative(usd), z.string().regex(/^\d+(\.\d+)?$/, usd)], usd)
const quantizations = [
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
] as const satisfies readonly Quantization[]
const quantization: z.ZodType<Quantization> = z.enum(quantizations, must(either(quantizations)))
const fewQuantizations = must(`a list of at most 50 of ${either(quantizations)}`)
const orders = ['price', 'throughput', 'latency', 'exacto'] as const satisfies readonly OpenrouterSort[]
const sortBy: z.ZodType<OpenrouterSort> = z.enum(orders, must(either(orders)))
const positive = z.number(must('a number above 0')).positive(must('a number above 0'))

const maxPrice: z.ZodType<OpenrouterMaxPrice> = z.looseObject(
  {
    prompt: amount.nullish(),
    completion: amount.nullish(),
    request: amount.nullish(),
    image: amount.nullish(),
    audio: amount.nullish(),
  },
  must('a map of amounts: prompt, completion, request, image, audio'),
)
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
const bound = z.union([positive, cutoffs], must('a number above 0, or a map of such: p50, p75, p90, p99'))

/** Of a `provider` object; unknown fields are kept. Each message is what a value must be, to be read after its place. */
export const openrouterProviderSchema: z.ZodType<OpenrouterProvider> = z.looseObject(
  {
    order: hosts,
    only: hosts,
    ignore: hosts,
    allow_fallbacks: flag,
    require_parameters: flag,
    data_collection: z.enum(['allow', 'deny'], must(either(['allow', 'deny']))).nullish(),
    zdr: flag,
    enforce_distillable_text: flag,
    quantizations: z.array(quantization, fewQuantizations).max(50, fewQuantizations).nullish(),
    sort: z
      .union(
        [sortBy, sortConfig],
        must(`${either(orders)}, or a map with one as by and "model" or "none" as partition`),
      )
      .nullish(),
    max_price: maxPrice.nullish(),
    preferred_min_throughput: bound.nullish(),
    preferred_max_latency: bound.nullish(),
  },
  must('a map, as in { sort: price }'),
)
