import { toText } from './message-text.ts'
import type { RouteRequest } from './route-request.ts'

/** The bounded window of a request that task detection looks at, in lower case. */
export interface TaskText {
  /** Head of the system prompt: it often sets the job. */
  readonly system: string
  /** Head of the last user turn. */
  readonly head: string
  /** Tail of it, where it is longer than the head. */
  readonly tail: string
  /** Characters of the last user turn. */
  readonly length: number
  /** The user turn before the last, for follow-ups. */
  readonly before: string
}

const headSize = 520
const tailSize = 240
const systemSize = 400
const beforeSize = 240

export function toTaskText(request: RouteRequest): TaskText {
  const { messages } = request
  const users = []
  for (let index = messages.length - 1; index >= 0 && users.length < 2; index--) {
    const message = messages[index]
    if (message?.role === 'user') users.push(boundedText(message.content))
  }
  const [last = empty, before = empty] = users
  const system = messages.find((message) => message.role === 'system')
  return {
    system: system === undefined ? '' : lower(boundedText(system.content).head.slice(0, systemSize)),
    head: lower(last.head.slice(0, headSize)),
    tail: last.length > headSize ? lower(last.tail.slice(-Math.min(tailSize, last.length - headSize))) : '',
    length: last.length,
    before: lower(before.head.slice(0, beforeSize)),
  }
}

interface Bounded {
  readonly head: string
  readonly tail: string
  readonly length: number
}

const empty: Bounded = { head: '', tail: '', length: 0 }

/** Head and tail without joining a long content into one text. */
function boundedText(content: RouteRequest['messages'][number]['content']): Bounded {
  if (typeof content === 'string')
    return { head: content.slice(0, headSize), tail: content.slice(-tailSize), length: content.length }
  const texts = content.filter((part) => part.type === 'text')
  if (texts.length > 64)
    return {
      head: (texts[0]?.text ?? '').slice(0, headSize),
      tail: (texts.at(-1)?.text ?? '').slice(-tailSize),
      length: Infinity,
    }
  const text = toText(
    texts.map((part) => ({
      type: 'text',
      text: part.text.length > 2 * headSize ? part.text.slice(0, headSize) + part.text.slice(-headSize) : part.text,
    })),
  )
  return { head: text.slice(0, headSize), tail: text.slice(-tailSize), length: text.length }
}

/** The Turkish capital İ lower-cases to two code points and would hide its word. */
function lower(text: string): string {
  return text.replaceAll('İ', 'i').toLowerCase()
}
