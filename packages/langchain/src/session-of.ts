import type { BaseMessage } from '@langchain/core/messages'
import type { RunnableConfig } from '@langchain/core/runnables'
import type { CallOptions } from './unwrap-model.ts'

/** The conversation a call belongs to: the graph's `thread_id`, else the run of the graph; undefined = neither is known. */
export function sessionOf(config: RunnableConfig, call: CallOptions): string | undefined {
  const info = call['executionInfo'] as { readonly threadId?: unknown; readonly runId?: unknown } | undefined
  const places: readonly unknown[] = [
    config.configurable?.['thread_id'],
    info?.threadId,
    config.configurable?.['run_id'],
    info?.runId,
    config.metadata?.['run_id'],
    config.runId,
  ]
  return places.find((one): one is string => typeof one === 'string' && one !== '')
}

/** Where nobody has named the run: graphs give each message an id of its own, and the first question's stays the same over all steps. */
export function sessionOfMessages(messages: readonly BaseMessage[]): string | undefined {
  return messages.find((message) => message.getType() === 'human')?.id
}
