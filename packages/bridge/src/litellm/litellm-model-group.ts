/** A model group of a LiteLLM proxy: what its clients ask for by one name. What its deployments do not agree on is at its tightest. */
export interface LitellmModelGroup {
  readonly name: string
  readonly deployments: readonly LitellmGroupMember[]
  /** `chat`, `embedding` .. in LiteLLM's words; undefined = it does not say, or differs. */
  readonly mode: string | undefined
  /** undefined = unknown for some deployment. Several where deployments differ, or where long prompts cost more. */
  readonly rates: readonly LitellmRates[] | undefined
  readonly contextTokens: number | undefined
  readonly maxOutputTokens: number | undefined
  readonly capabilities: LitellmCapabilities
}

export interface LitellmGroupMember {
  /** As `x-litellm-model-id` names it; undefined = an old proxy. */
  readonly id: string | undefined
  /** As LiteLLM calls it: `openai`, `vertex_ai` .. */
  readonly provider: string | undefined
  /** The model's name at the provider. */
  readonly model: string
  /** What it is based on, where the operator says so: an Azure deployment's name tells nothing. */
  readonly baseModel: string | undefined
}

/** USD per million tokens. */
export interface LitellmRates {
  readonly inputPerMillionUsd: number
  readonly outputPerMillionUsd: number
  readonly cacheReadPerMillionUsd?: number | undefined
  readonly cacheWritePerMillionUsd?: number | undefined
}

/** false = some deployment does not have it; undefined = not known. */
export interface LitellmCapabilities {
  readonly tools: boolean | undefined
  readonly jsonSchema: boolean | undefined
  readonly reasoning: boolean | undefined
  readonly image: boolean | undefined
  readonly audio: boolean | undefined
  readonly video: boolean | undefined
  readonly file: boolean | undefined
}
