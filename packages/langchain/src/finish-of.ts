import type { Finish, FinishReason } from '@signalbox/core'

type Metadata = Readonly<Record<string, unknown>> | undefined

/** Where providers say why they stopped. */
const names = ['finish_reason', 'stop_reason', 'finishReason', 'stopReason', 'done_reason']

/** Why a model stopped, from wherever its package puts it; undefined = it does not say. */
export function finishOf(...places: readonly Metadata[]): Finish | undefined {
  for (const place of places) {
    for (const name of names) {
      const raw = place?.[name]
      if (typeof raw === 'string' && raw !== '') return { reason: toReason(raw), raw }
    }
  }
  // OpenAI's Responses API.
  for (const place of places) {
    const raw = place?.['status']
    if (raw === 'completed' || raw === 'incomplete' || raw === 'failed') return { reason: toReason(raw), raw }
  }
  return undefined
}

function toReason(raw: string): FinishReason {
  switch (raw.toLowerCase()) {
    case 'stop':
    case 'end_turn':
    case 'stop_sequence':
    case 'completed':
    case 'complete':
      return 'stop'
    case 'length':
    case 'max_tokens':
    case 'model_length':
    case 'incomplete':
      return 'length'
    case 'tool_calls':
    case 'tool_use':
    case 'function_call':
      return 'tool-calls'
    case 'content_filter':
    case 'refusal':
    case 'safety':
      return 'content-filter'
    case 'error':
    case 'failed':
      return 'error'
    default:
      return 'other'
  }
}

/** Packages whose replies always name why they stopped: one that does not was cut off. */
const telling: ReadonlySet<string> = new Set(['openai', 'deepseek', 'anthropic', 'xai', 'groq', 'openrouter'])

export function tellsItsEnd(provider: string): boolean {
  return telling.has(provider)
}
