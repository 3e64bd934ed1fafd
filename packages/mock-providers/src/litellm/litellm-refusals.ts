import { toPythonFloat } from './python-text.ts'
import type { LitellmError } from './litellm-error.ts'

/** What the proxy refuses on its own, before a provider is asked. */
export const refusals = {
  noKey: (): LitellmError => ({
    status: 401,
    type: 'auth_error',
    param: 'None',
    message: 'Authentication Error, No api key passed in.',
  }),
  /** As with a database; without one it says 400 `no_db_connection` to every key that is not its master key. */
  unknownKey: (key: string): LitellmError => ({
    status: 401,
    type: 'token_not_found_in_db',
    param: 'key',
    message: `Authentication Error, Invalid proxy server token passed. Received API Key = ${key.slice(0, 3)}...${key.slice(-4)}, Key Hash (Token) =0. Unable to find token in cache or \`LiteLLM_VerificationTokenTable\``,
  }),
  overBudget: (spendUsd: number, maxBudgetUsd: number): LitellmError => ({
    status: 422,
    type: 'budget_exceeded',
    message: `Budget has been exceeded! Current cost: ${toPythonFloat(spendUsd)}, Max budget: ${toPythonFloat(maxBudgetUsd)}`,
  }),
  overRate: (limit: number, resetsAtMs: number, nowMs: number): LitellmError => {
    const resetsAt = `${new Date(resetsAtMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`
    return {
      status: 429,
      type: 'throttling_error',
      message: `Rate limit exceeded for api_key: 0. Limit type: requests. Current limit: ${limit}, Remaining: 0. Limit resets at: ${resetsAt}`,
      headers: {
        'retry-after': String(Math.max(1, Math.ceil((resetsAtMs - nowMs) / 1_000))),
        rate_limit_type: 'requests',
        reset_at: resetsAt,
      },
    }
  },
  modelDenied: (group: string): LitellmError => ({
    status: 403,
    type: 'key_model_access_denied',
    param: 'model',
    message: `The requested model '${group}' is not available for this API key, or the model name is invalid. Check the models available to you and try again.`,
  }),
  missing: (route: string, parameter: string): LitellmError => ({
    status: 400,
    type: 'invalid_request_error',
    param: parameter,
    message: `${route}: Missing required parameter: '${parameter}'.`,
  }),
  unknownModel: (route: string, model: string): LitellmError => {
    const message = `${route}: Invalid model name passed in model=${model === '' ? 'None' : model}. Call \`/v1/models\` to view available models for your key.`
    return {
      status: 400,
      type: 'invalid_request_error',
      message,
      more: { provider_specific_fields: { error: message } },
      isFinal: true,
    }
  },
  allCooling: (group: string, seconds: number, ids: readonly string[]): LitellmError => ({
    status: 429,
    type: 'all_deployments_in_cooldown',
    message: `No deployments available for selected model, Try again in ${seconds} seconds. All deployments for selected model are in cooldown. Passed model=${group}. pre-call-checks=False, cooldown_list=[${ids.map((id) => `'${id}'`).join(', ')}]`,
    headers: { 'retry-after': String(seconds) },
    isFinal: true,
  }),
} as const
