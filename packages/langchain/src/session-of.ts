import type { RunnableConfig } from '@langchain/core/runnables'
import type { CallOptions } from './unwrap-model.ts'

/** Runs of graphs that nobody has named, by what LangGraph hands to all their steps alike. */
const runs = new WeakMap<object, string>()

/** The conversation a call belongs to: the graph's `thread_id`, else the run of the graph; undefined = it is in none. */
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
  return (
    places.find((one): one is string => typeof one === 'string' && one !== '') ??
    runOf(call['control'] ?? (config as CallOptions)['control'])
  )
}

function runOf(control: unknown): string | undefined {
  if (typeof control !== 'object' || control === null) return undefined
  const run = runs.get(control) ?? crypto.randomUUID()
  runs.set(control, run)
  return run
}
