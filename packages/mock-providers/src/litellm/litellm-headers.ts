import type { LitellmDeployment } from './litellm-deployment.ts'
import { toPythonFloat } from './python-text.ts'

export const litellmVersion = '1.106.12'

/** A call as the headers of its reply tell it. */
export interface CallHead {
  readonly callId: string
  readonly keySpendUsd: number
  /** Whole replies: undefined = no price. A stream says it in its usage instead. */
  readonly costUsd?: number | undefined
  readonly deployment: LitellmDeployment & { readonly id: string }
  readonly group: string
  readonly retries: number
  readonly fallbacks: number
}

export function toReplyHeaders(head: CallHead): Readonly<Record<string, string>> {
  const { callId, keySpendUsd, costUsd, deployment, group, retries, fallbacks } = head
  return {
    'x-litellm-call-id': callId,
    'x-litellm-model-id': deployment.id,
    'x-litellm-model-name': deployment.model,
    ...(deployment.apiBase !== undefined && { 'x-litellm-model-api-base': deployment.apiBase }),
    'x-litellm-version': litellmVersion,
    ...(costUsd !== undefined && { 'x-litellm-response-cost': toPythonFloat(costUsd) }),
    // Before discounts and margins; on a stream it is 0 although nothing is known yet.
    'x-litellm-response-cost-original': toPythonFloat(costUsd ?? 0),
    'x-litellm-key-spend': toPythonFloat(keySpendUsd),
    'x-litellm-model-group': group,
    'x-litellm-attempted-retries': String(retries),
    'x-litellm-attempted-fallbacks': String(fallbacks),
  }
}

export interface ErrorHead extends Pick<CallHead, 'callId' | 'keySpendUsd'> {
  /** Errors of embeddings say the version, others do not. */
  readonly isEmbedding: boolean
}

export function toErrorHeaders({ callId, keySpendUsd, isEmbedding }: ErrorHead): Readonly<Record<string, string>> {
  return {
    'x-litellm-call-id': callId,
    ...(isEmbedding && { 'x-litellm-version': litellmVersion }),
    'x-litellm-response-cost': '0',
    'x-litellm-key-spend': toPythonFloat(keySpendUsd),
  }
}

/** A provider's own headers go under a prefix, `retry-after` among them. */
export function toProviderHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [`llm_provider-${name}`, value]))
}
