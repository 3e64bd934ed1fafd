import type { WireMessage, WirePart } from './wire-request.ts'

/** Messages as they are read. What one turn of an assistant says, and what all its tools answer, is one message each. */
export interface Conversation {
  readonly messages: readonly WireMessage[]
  readonly add: (role: WireMessage['role'], content: string | readonly WirePart[]) => void
}

export function createConversation(): Conversation {
  const messages: { readonly role: WireMessage['role']; content: string | WirePart[] }[] = []
  return {
    messages,
    add: (role, content) => {
      const last = messages.at(-1)
      if (last?.role !== role || (role !== 'assistant' && role !== 'tool')) {
        messages.push({ role, content: typeof content === 'string' ? content : [...content] })
        return
      }
      if (typeof last.content === 'string') last.content = toParts(last.content)
      for (const part of typeof content === 'string' ? toParts(content) : content) last.content.push(part)
    },
  }
}

function toParts(text: string): WirePart[] {
  return text === '' ? [] : [{ type: 'text', text }]
}
