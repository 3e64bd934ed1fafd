import type { WireMessage } from './wire-request.ts'

/** Whether there is a conversation, with nothing but white space in it. */
export function saysNothing(messages: readonly WireMessage[]): boolean {
  if (messages.length === 0) return false
  return messages.every(({ content }) =>
    typeof content === 'string'
      ? isBlank(content)
      : content.every((part) => part.type === 'text' && isBlank(part.text)),
  )
}

export function isBlank(text: string): boolean {
  return !/\S/.test(text)
}
