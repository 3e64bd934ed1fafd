import type { WireMessage, WirePart } from './wire-request.ts'

/** Messages as they are read. What one turn of an assistant says, and what all its tools answer, is one message each. */
export interface Conversation {
  readonly messages: readonly WireMessage[]
  readonly add: (role: WireMessage['role'], content: string | readonly WirePart[]) => void
  /** Thinking before what the assistant says next. */
  readonly think: (reasoning: string) => void
}

export function createConversation(): Conversation {
  const messages: {
    readonly role: WireMessage['role']
    content: string | WirePart[]
    reasoning?: string | undefined
  }[] = []
  let thoughts: string[] = []
  return {
    messages,
    add: (role, content) => {
      const reasoning = role === 'assistant' && thoughts.length > 0 ? thoughts.join('\n') : undefined
      thoughts = []
      const said = role === 'assistant' && typeof content !== 'string' ? joinTexts(content) : content
      const last = messages.at(-1)
      if (last?.role !== role || (role !== 'assistant' && role !== 'tool')) {
        messages.push({ role, content: typeof said === 'string' ? said : [...said], ...(reasoning && { reasoning }) })
        return
      }
      if (reasoning) last.reasoning = last.reasoning === undefined ? reasoning : `${last.reasoning}\n${reasoning}`
      if (typeof last.content === 'string') last.content = toParts(last.content)
      for (const part of typeof said === 'string' ? toParts(said) : said) last.content.push(part)
    },
    think: (reasoning) => {
      if (reasoning !== '') thoughts.push(reasoning)
    },
  }
}

/** An answer with sources comes in pieces, cut in the middle of a sentence. */
function joinTexts(parts: readonly WirePart[]): readonly WirePart[] {
  const joined: WirePart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.type === 'text' && last?.type === 'text')
      joined[joined.length - 1] = { type: 'text', text: last.text + part.text }
    else joined.push(part)
  }
  return joined
}

function toParts(text: string): WirePart[] {
  return text === '' ? [] : [{ type: 'text', text }]
}
