import { mergeConfigs } from '@langchain/core/runnables'
import type { RoutedChatModelCallOptions } from './routed-options.ts'

type Options = Partial<RoutedChatModelCallOptions>

/** Options over options: hints one by one, as LangChain merges tags and metadata. A call that names its session keeps the tenant. */
export function mergeOptions(under: Options, over: Options = {}): Options {
  const merged = mergeConfigs<RoutedChatModelCallOptions>(under, over)
  const [lower, upper] = [under.signalbox, over.signalbox] as readonly unknown[]
  if (!isRecord(lower) || !isRecord(upper)) return merged
  const hints = { ...lower, ...given(upper) }
  if (isRecord(lower['tags']) && isRecord(upper['tags'])) hints['tags'] = { ...lower['tags'], ...given(upper['tags']) }
  return { ...merged, signalbox: hints }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An unset hint is none, and takes nothing away. */
function given(hints: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(hints).filter(([, value]) => value !== undefined))
}
