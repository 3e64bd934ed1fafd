import { z } from 'zod'

/** USD per token as decimal text; `-1` where it depends on the model that a router picks. */
const rate = z.union([z.string(), z.number()]).nullish()

const rates = {
  prompt: rate,
  completion: rate,
  input_cache_read: rate,
  input_cache_write: rate,
}

/** Prices that hold on a condition: a prompt longer than `min_prompt_tokens`, a daily window in UTC (HHMM, half-open), days. */
const override = z.object({
  ...rates,
  min_prompt_tokens: z.number().nonnegative().nullish(),
  utc_start: z.number().int().min(0).max(2400).nullish(),
  utc_end: z.number().int().min(0).max(2400).nullish(),
  utc_days: z.array(z.string()).nullish(),
})

const pricing = z.object({ ...rates, request: rate, overrides: z.array(override).nullish() })

const count = z.number().int().nonnegative().nullish()

/** What we read of an entry of `GET /models` (its document of 2026-11, and `Model` of @openrouter/sdk 1.3.19); the rest is let go. */
export const openrouterModelSchema = z.object({
  id: z.string().regex(/^~?[^/\s:~]+\/[^/\s]+$/),
  name: z.string().nullish(),
  /** Seconds since the epoch. */
  created: z.number().min(0).max(8.64e12).nullish(),
  context_length: count,
  architecture: z
    .object({ input_modalities: z.array(z.string()).nullish(), output_modalities: z.array(z.string()).nullish() })
    .nullish(),
  pricing,
  top_provider: z.object({ context_length: count, max_completion_tokens: count }).nullish(),
  supported_parameters: z.array(z.string()).nullish(),
  /** `YYYY-MM-DD` */
  expiration_date: z.string().nullish(),
  alias_target: z.object({ slug: z.string() }).nullish(),
})

/** One model of OpenRouter's list, in its own words. */
export type OpenrouterModel = z.infer<typeof openrouterModelSchema>
export type OpenrouterPricing = z.infer<typeof pricing>
