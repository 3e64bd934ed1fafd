import { perToken } from './litellm-cost.ts'
import type { LitellmDeployment } from './litellm-deployment.ts'
import type { Json } from './litellm-vendor.ts'

/** `GET /v1/models`. */
export function toModelList(deployments: readonly LitellmDeployment[]): unknown {
  const groups = [...new Map(deployments.map((one) => [one.group, one.info])).entries()]
  return {
    data: groups.map(([id, info = {}]) => ({
      id,
      object: 'model',
      created: 1_677_610_602,
      owned_by: 'openai',
      ...Object.fromEntries(listed.flatMap((name) => (info[name] === undefined ? [] : [[name, info[name]]]))),
    })),
    object: 'list',
  }
}

/** What the list says of a model where it is known. */
const listed = ['max_input_tokens', 'max_output_tokens', 'mode']

/** `GET /v1/model/info`: one entry a deployment; what LiteLLM does not know is null there or missing. */
export function toModelInfo(deployments: readonly (LitellmDeployment & { readonly id: string })[]): unknown {
  return { data: deployments.map(toEntry) }
}

function toEntry({ group, model, id, apiBase, prices, info }: LitellmDeployment & { readonly id: string }): Json {
  return {
    model_name: group,
    litellm_params: { ...(apiBase !== undefined && { api_base: apiBase }), model },
    model_info: {
      id,
      db_model: false,
      key: model,
      max_tokens: null,
      max_input_tokens: null,
      max_output_tokens: null,
      input_cost_per_token: prices === undefined ? null : perToken(prices.inputPerMillionUsd),
      output_cost_per_token: prices === undefined ? null : perToken(prices.outputPerMillionUsd),
      cache_read_input_token_cost:
        prices?.cacheReadPerMillionUsd === undefined ? null : perToken(prices.cacheReadPerMillionUsd),
      litellm_provider: model.split('/')[0],
      mode: null,
      supports_vision: null,
      supports_function_calling: null,
      ...info,
    },
  }
}
