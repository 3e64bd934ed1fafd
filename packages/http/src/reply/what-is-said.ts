import type { ReplyEvent } from './reply-event.ts'

/** All that a reader of an answer would see of it. */
export interface WhatIsSaid {
  /** Text, and what stands in its place in a refusal. */
  readonly text: string
  /** Thinking, as far as it is shown. */
  readonly reasoning: string
  readonly toolCalls: readonly { readonly name: string; readonly argumentsJson: string }[]
}

/** The words of a whole reply. */
export function whatIsSaid(events: readonly ReplyEvent[]): WhatIsSaid {
  let text = ''
  let reasoning = ''
  const calls = new Map<number, { name: string; argumentsJson: string }>()
  for (const event of events) {
    if (event.kind === 'text' || event.kind === 'refusal') text += event.text
    if (event.kind === 'reasoning') reasoning += event.text
    if (event.kind === 'tool-start') calls.set(event.index, { name: event.name, argumentsJson: '' })
    if (event.kind === 'tool-delta') {
      const call = calls.get(event.index)
      if (call !== undefined) call.argumentsJson += event.argumentsJson
    }
  }
  return { text, reasoning, toolCalls: [...calls.values()] }
}

/** The same reply with another text: where its first word was, and in place of thinking and refusal too, which would say the old one again. */
export function withText(events: readonly ReplyEvent[], text: string): readonly ReplyEvent[] {
  const isWord = ({ kind }: ReplyEvent): boolean => kind === 'text' || kind === 'refusal' || kind === 'reasoning'
  const first = events.findIndex(isWord)
  const place = first >= 0 ? first : events.findIndex(({ kind }) => kind !== 'start')
  const at = place < 0 ? events.length : place
  const others = (some: readonly ReplyEvent[]): readonly ReplyEvent[] => some.filter((event) => !isWord(event))
  return [...others(events.slice(0, at)), { kind: 'text', text }, ...others(events.slice(at))]
}
