import { z } from 'zod'
import type { OpenrouterModel, OpenrouterPriceOverride, OpenrouterPricing } from './openrouter-model.ts'

const rate = z.union([z.string(), z.number()]).nullish()
const rates = { prompt: rate, completion: rate, input_cache_read: rate, input_cache_write: rate }
const clock = z.number().int().min(0).max(2_400).nullish()
const count = z.number().int().nonnegative().nullish()
const texts = z.array(z.string()).nullish()

const override: z.ZodType<OpenrouterPriceOverride> = z.object({
  ...rates,
  min_prompt_tokens: z.number().nonnegative().nullish(),
  utc_start: clock,
  utc_end: clock,
  utc_days: texts,
})

const pricing: z.ZodType<OpenrouterPricing> = z.object({
  ...rates,
  request: rate,
  overrides: z.array(override).nullish(),
})

/** Of an entry of the list; what we do not read is let go. */
export const openrouterModelSchema: z.ZodType<OpenrouterModel> = z.object({
  id: z.string().regex(/^~?[^/\s:~]+\/[^/\s]+$/),
  name: z.string().nullish(),
  created: z.number().min(0).max(8.64e12).nullish(),
  context_length: count,
  architecture: z.object({ input_modalities: texts, output_modalities: texts }).nullish(),
  pricing,
  top_provider: z.object({ context_length: count, max_completion_tokens: count }).nullish(),
  supported_parameters: texts,
  expiration_date: z.string().nullish(),
  alias_target: z.object({ slug: z.string() }).nullish(),
})
