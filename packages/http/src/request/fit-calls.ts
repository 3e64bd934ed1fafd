import type { WireMessage } from './wire-request.ts'

const notInWord = /[^a-zA-Z0-9_-]/g

/** Whether a wire takes a tool by this name. */
export function isToolName(name: string, maxLength: number): boolean {
  return name.length <= maxLength && name.search(notInWord) < 0
}

/**
 * A conversation whose calls have ids and names that a wire takes: other characters replaced, cut to length, each id given once. A
 * result goes with the call it answers. The same history gives the same ids, whatever comes after it.
 */
export function fitCalls(
  messages: readonly WireMessage[],
  { maxIdLength, maxNameLength }: { readonly maxIdLength: number; readonly maxNameLength: number },
): readonly WireMessage[] {
  const toUnused = createUnused(maxIdLength)
  /** Of the last turn's calls, by their ids before: the ids they have now, and how many of them are answered. */
  const waiting = new Map<string, { readonly ids: string[]; answered: number }>()
  const giveId = (id: string): string => {
    const given = toUnused(fit(id, maxIdLength))
    const others = waiting.get(id)
    if (others === undefined) waiting.set(id, { ids: [given], answered: 0 })
    else others.ids.push(given)
    return given
  }
  const answeredId = (id: string): string => {
    const calls = waiting.get(id)
    return (calls && (calls.ids[calls.answered++] ?? calls.ids.at(-1))) ?? fit(id, maxIdLength)
  }
  return messages.map((message) => {
    const { role, content } = message
    if (typeof content === 'string') return message
    if (role === 'assistant') waiting.clear()
    return {
      ...message,
      content: content.map((part) => {
        if (part.type === 'tool-call') return { ...part, id: giveId(part.id), name: fit(part.name, maxNameLength) }
        return part.type === 'tool-result' ? { ...part, id: answeredId(part.id) } : part
      }),
    }
  })
}

function fit(text: string, maxLength: number): string {
  return text.replaceAll(notInWord, '_').slice(0, maxLength) || '_'
}

/** Gives every id once: what has been given gets a number. */
function createUnused(maxLength: number): (id: string) => string {
  const used = new Set<string>()
  const counts = new Map<string, number>()
  return (id) => {
    let nth = counts.get(id) ?? 1
    let unused = id
    while (used.has(unused)) {
      const suffix = `_${++nth}`
      unused = id.slice(0, maxLength - suffix.length) + suffix
    }
    counts.set(id, nth)
    used.add(unused)
    return unused
  }
}
