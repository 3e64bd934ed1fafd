import type { BaseMessage } from '@langchain/core/messages'

/** The model a provider says has answered, from wherever its package puts it. */
export function servedModelOf(
  { response_metadata: response, additional_kwargs: more }: BaseMessage,
  ...others: readonly (Readonly<Record<string, unknown>> | undefined)[]
): string | undefined {
  for (const place of [response as Readonly<Record<string, unknown>> | undefined, ...others, more]) {
    for (const name of ['model_name', 'model']) {
      const value = place?.[name]
      if (typeof value === 'string' && value !== '') return value
    }
  }
  return undefined
}
