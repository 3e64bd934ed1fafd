import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { RunnableBinding, type Runnable } from '@langchain/core/runnables'

/** Options of a call, as a chat model's own methods take them. */
export type CallOptions = Readonly<Record<string, unknown>>

/** A chat model with what was bound to it taken apart. */
export interface UnwrappedModel {
  readonly model: BaseChatModel
  readonly options: CallOptions
}

/**
 * Takes bindings off: those of `withConfig` and `bindTools`, and the default options that some models keep instead. `original`: the
 * model something was bound to; what is bound may be a new instance that has forgotten its class, and is then left aside.
 */
export function unwrapModel(given: BaseChatModel | Runnable, original?: BaseChatModel): UnwrappedModel {
  let options: CallOptions = {}
  let current: unknown = given
  while (RunnableBinding.isRunnableBinding(current)) {
    const { config, kwargs, bound } = current as unknown as {
      config?: CallOptions
      kwargs?: CallOptions
      bound: unknown
    }
    options = { ...config, ...kwargs, ...options }
    current = bound
  }
  const model = current as BaseChatModel & { readonly defaultOptions?: CallOptions | undefined }
  options = { ...model.defaultOptions, ...options }
  const isCopy = original !== undefined && model.defaultOptions !== undefined
  return { model: isCopy ? original : model, options }
}
