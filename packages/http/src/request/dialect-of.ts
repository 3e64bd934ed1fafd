import type { DialectName } from '../call/upstream.ts'

/** A body's dialect by what it has: `input` is the responses dialect's, `system` and `stop_sequences` are Anthropic's. */
export function dialectOf(json: Readonly<Record<string, unknown>>, anthropicVersion: string | undefined): DialectName {
  if ('input' in json) return 'openai-responses'
  const isAnthropic = anthropicVersion !== undefined || 'system' in json || 'stop_sequences' in json
  return isAnthropic ? 'anthropic-messages' : 'openai-chat'
}
