import type { ChatModelStreamEvent } from '@langchain/core/language_models/event'

/**
 * For the commit mode `resume`: an event of another attempt as it must follow what was shown. What opens a message is dropped, text the
 * caller has is cut away, and what is left goes on in the text block that is still open.
 */
export function spliceEvent(
  shown: readonly ChatModelStreamEvent[],
  event: ChatModelStreamEvent,
  skipText: number,
): readonly ChatModelStreamEvent[] {
  if (event.event === 'message-start') return []
  const index = openTextIndex(shown)
  if (index === undefined) return [event]
  switch (event.event) {
    case 'content-block-start':
      return event.content.type === 'text' ? [] : [event]
    case 'content-block-delta': {
      if (event.delta.type !== 'text-delta') return [event]
      const text = event.delta.text.slice(skipText)
      return text === '' ? [] : [{ ...event, index, delta: { ...event.delta, text } }]
    }
    case 'content-block-finish':
      return [event.content.type === 'text' ? { ...event, index } : event]
    default:
      return [event]
  }
}

function openTextIndex(shown: readonly ChatModelStreamEvent[]): number | undefined {
  const last = shown.findLast(
    (event) =>
      (event.event === 'content-block-delta' && event.delta.type === 'text-delta') ||
      ((event.event === 'content-block-start' || event.event === 'content-block-finish') &&
        event.content.type === 'text'),
  )
  return last === undefined || last.event === 'content-block-finish' ? undefined : (last as { index: number }).index
}
