import { priceOfTarget, type ModelCard, type Target } from '@signalbox/core'
import type { LitellmModelInfo, LitellmParams } from './litellm-config.ts'
import { toRequestFields } from './to-request-fields.ts'
import { toTokenCosts } from './to-token-costs.ts'
import type { UpstreamParams } from './to-upstream-params.ts'

/** All that a deployment needs but its group and place. */
export interface PlainDeployment {
  readonly litellm_params: LitellmParams
  readonly model_info: Omit<LitellmModelInfo, 'id'>
}

export interface DeploymentInput {
  readonly target: Target
  readonly card: ModelCard | undefined
  readonly upstream: UpstreamParams
  /** Fields of every request. */
  readonly body: Readonly<Record<string, unknown>>
  /** Whose window the file states itself. */
  readonly declaredContextTokens: number | undefined
  readonly nowMs: number
}

/** A target as LiteLLM calls it, with the price we reckon with at this moment. Pure. */
export function toDeployment({
  target,
  card,
  upstream,
  body,
  declaredContextTokens,
  nowMs,
}: DeploymentInput): PlainDeployment {
  const price = card && priceOfTarget({ ...target, assumedPrice: undefined }, card, nowMs)
  const maxOutputTokens = target.maxOutputTokens ?? card?.maxOutputTokens
  return {
    litellm_params: {
      model: `${upstream.provider}/${target.as ?? target.model.slice(target.model.indexOf('/') + 1)}`,
      ...upstream.params,
      ...toRequestFields(body),
    },
    model_info: {
      ...(card?.outputModalities.includes('embedding') === true && { mode: 'embedding' }),
      ...(declaredContextTokens !== undefined && { max_input_tokens: declaredContextTokens }),
      ...(maxOutputTokens !== undefined && { max_output_tokens: maxOutputTokens }),
      ...(price && toTokenCosts(price)),
    },
  }
}
