import { z } from 'zod'

/** null, and what is of another kind than it should be, count as not said: older proxies say less, and operators write what they like. */
const amount = z.number().nonnegative().finite().optional().catch(undefined)
const count = z.number().int().positive().optional().catch(undefined)
const flag = z.boolean().optional().catch(undefined)
const text = z.string().min(1).optional().catch(undefined)

/** `model_info` of an entry. USD per token. Source: LiteLLM 1.106.12. */
const infoSchema = z.looseObject({
  id: text,
  key: text,
  base_model: text,
  mode: text,
  litellm_provider: text,
  max_tokens: count,
  max_input_tokens: count,
  max_output_tokens: count,
  input_cost_per_token: amount,
  output_cost_per_token: amount,
  cache_read_input_token_cost: amount,
  cache_creation_input_token_cost: amount,
  supports_function_calling: flag,
  supports_response_schema: flag,
  supports_vision: flag,
  supports_audio_input: flag,
  supports_video_input: flag,
  supports_pdf_input: flag,
  supports_reasoning: flag,
})

/** One entry of `GET /v1/model/info`: a deployment. */
export const modelEntrySchema = z.looseObject({
  model_name: z.string().min(1),
  litellm_params: z.looseObject({ model: text, custom_llm_provider: text }).optional().catch(undefined),
  model_info: infoSchema.optional().catch(undefined),
})

export const modelListSchema = z.object({ data: z.array(z.unknown()) })

export type ModelEntry = z.infer<typeof modelEntrySchema>
export type ModelInfo = z.infer<typeof infoSchema>
