/** What one deployment is called with: LiteLLM's `litellm_params`. Fields of requests stand beside these. */
export interface LitellmParams {
  readonly model: string
  readonly api_base?: string | undefined
  readonly api_key?: string | undefined
  readonly extra_headers?: Readonly<Record<string, string>> | undefined
  readonly extra_body?: Readonly<Record<string, unknown>> | undefined
  /** From 1: lower ones are asked first. */
  readonly order?: number | undefined
  readonly weight?: number | undefined
  readonly [field: string]: unknown
}

/** What LiteLLM knows of one deployment. Prices in USD per token. */
export interface LitellmModelInfo {
  /** Callers may name it; unique in the file. */
  readonly id: string
  readonly mode?: 'embedding' | undefined
  readonly max_input_tokens?: number | undefined
  readonly max_output_tokens?: number | undefined
  readonly input_cost_per_token?: number | undefined
  readonly output_cost_per_token?: number | undefined
  readonly cache_read_input_token_cost?: number | undefined
  readonly cache_creation_input_token_cost?: number | undefined
}

/** One entry of `model_list`: those of one `model_name` are a group. */
export interface LitellmDeployment {
  readonly model_name: string
  readonly litellm_params: LitellmParams
  readonly model_info: LitellmModelInfo
}

/** Group -> groups or deployment ids, one group an entry. */
export type LitellmFallbacks = readonly Readonly<Record<string, readonly string[]>>[]

/** The part of a LiteLLM config.yaml that is written here. */
export interface LitellmConfig {
  readonly model_list: readonly LitellmDeployment[]
  readonly router_settings: Readonly<Record<string, unknown>>
  readonly litellm_settings: Readonly<Record<string, unknown>>
  readonly general_settings: Readonly<Record<string, unknown>>
}
