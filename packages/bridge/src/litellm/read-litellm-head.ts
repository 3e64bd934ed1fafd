import type { CallAccount } from '@signalbox/core'

/** What the head of a LiteLLM proxy's reply says of the call. Streams say their cost in the usage of their last chunk. */
export function readLitellmHead(headers: Readonly<Record<string, string>>): CallAccount | undefined {
  const cost = headers['x-litellm-response-cost']
  const account: CallAccount = {
    ...(cost !== undefined && /^\d/.test(cost) && { costUsd: Number(cost) }),
    ...(headers['x-litellm-model-id'] && { host: headers['x-litellm-model-id'] }),
    ...(headers['x-litellm-model-group'] && { model: headers['x-litellm-model-group'] }),
    ...(headers['x-litellm-call-id'] && { callId: headers['x-litellm-call-id'] }),
  }
  return Object.keys(account).length === 0 ? undefined : account
}
