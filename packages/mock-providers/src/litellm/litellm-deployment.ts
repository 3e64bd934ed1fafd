import type { MockProvider } from '../mock-provider.ts'

/** One entry of `model_list`. */
export interface LitellmDeployment {
  /** `model_name`: what clients ask for. Deployments of one group stand in for each other. */
  readonly group: string
  /** `litellm_params.model`: `openai/NAME` or `anthropic/NAME`. */
  readonly model: string
  /** Who answers. */
  readonly provider: MockProvider
  /** `model_info.id`. Default: made of group and place. */
  readonly id?: string | undefined
  /** `litellm_params.api_base`, shown in a header. */
  readonly apiBase?: string | undefined
  /** undefined = LiteLLM does not know what it costs. */
  readonly prices?: LitellmPrices | undefined
  /** Seconds it waits for a provider. Default: as long as the client does. */
  readonly timeoutSeconds?: number | undefined
  /** More of `model_info` in its own words: `max_input_tokens`, `mode`, `supports_vision` .. */
  readonly info?: Readonly<Record<string, unknown>> | undefined
}

/** USD per million tokens. */
export interface LitellmPrices {
  readonly inputPerMillionUsd: number
  readonly outputPerMillionUsd: number
  /** Default: as other input. */
  readonly cacheReadPerMillionUsd?: number | undefined
}

/** A virtual key. */
export interface LitellmKey {
  /** Spent before the first request. Default 0. */
  readonly spendUsd?: number | undefined
  readonly maxBudgetUsd?: number | undefined
  /** Requests a minute. */
  readonly rpmLimit?: number | undefined
  /** Groups it may use. Default: all. */
  readonly models?: readonly string[] | undefined
}
