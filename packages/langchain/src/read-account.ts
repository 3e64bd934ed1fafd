import type { BaseMessage } from '@langchain/core/messages'
import type { CallAccount, Notes } from '@signalbox/core'

/**
 * Notes what OpenRouter says of a call. `@langchain/openrouter` 0.4.11 hands on its `usage`, cost in USD included, in the metadata of
 * messages and chunks; not in events, and nowhere who ran the model. No package hands on the headers of a LiteLLM proxy.
 */
export function noteAccount(
  { id, response_metadata }: Pick<BaseMessage, 'id' | 'response_metadata'>,
  notes: Notes,
): void {
  const { model_provider: provider, usage } = (response_metadata ?? {}) as Readonly<Record<string, unknown>>
  const callId = callIdOf(id)
  if (callId === undefined && provider !== 'openrouter') return
  const { cost } = (usage ?? {}) as { readonly cost?: unknown }
  const account: CallAccount = {
    ...(typeof cost === 'number' && { costUsd: cost }),
    ...(callId !== undefined && { callId }),
  }
  if (Object.keys(account).length > 0) notes.account(account)
}

/** OpenRouter's ids are those of generations, by which a cost is looked up later; undefined = it is not one. */
export function callIdOf(id: string | undefined): string | undefined {
  return id?.startsWith('gen-') === true ? id : undefined
}
