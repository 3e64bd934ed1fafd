import type { SharedV4ProviderMetadata } from '@ai-sdk/provider'
import type { CallAccount, Notes } from '@signalbox/core'

/** Where the SDK shows what a carrier says: beside a whole result, or on parts of a stream. */
export interface AccountPlaces {
  readonly response?:
    | { readonly id?: string | undefined; readonly headers?: Readonly<Record<string, string | undefined>> | undefined }
    | undefined
  readonly providerMetadata?: SharedV4ProviderMetadata | undefined
}

/** Notes what OpenRouter or a LiteLLM proxy says of a call; nothing where neither carried it. */
export function noteAccount({ response, providerMetadata }: AccountPlaces, notes: Notes): void {
  const account: CallAccount = {
    ...accountOfOpenRouter(providerMetadata?.['openrouter']),
    ...callIdOfOpenRouter(response?.id),
    ...accountOfLiteLLM(response?.headers ?? {}),
  }
  if (Object.keys(account).length > 0) notes.account(account)
}

/** As `@openrouter/ai-sdk-provider` 2.10 writes it: who ran the model, empty where it is not told, and the account's charge in USD. */
function accountOfOpenRouter(metadata: SharedV4ProviderMetadata[string] | undefined): CallAccount {
  const { provider, usage } = metadata ?? {}
  const { cost } = (usage ?? {}) as { readonly cost?: unknown }
  return {
    ...(typeof cost === 'number' && { costUsd: cost }),
    ...(typeof provider === 'string' && provider !== '' && { host: provider }),
  }
}

/** Its ids are those of generations, by which a cost is looked up later: a stream that breaks off has nothing else. */
function callIdOfOpenRouter(id: string | undefined): CallAccount {
  return id?.startsWith('gen-') === true ? { callId: id } : {}
}

/** Headers of a LiteLLM proxy (1.106). It has no cost for streams, whose headers come before it. */
function accountOfLiteLLM(headers: Readonly<Record<string, string | undefined>>): CallAccount {
  const cost = headers['x-litellm-response-cost'] ?? ''
  const host = headers['x-litellm-model-id']
  const callId = headers['x-litellm-call-id']
  return {
    ...(/\d/.test(cost) && { costUsd: Number(cost) }),
    ...(host !== undefined && { host }),
    ...(callId !== undefined && { callId }),
  }
}
