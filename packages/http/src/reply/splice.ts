import { fromEvents } from './events-part.ts'
import type { HttpPart, SseEvent } from './http-part.ts'
import { parseFrame } from './parse-json.ts'
import type { DialectName } from '../call/upstream.ts'

/**
 * For the commit mode `resume`: frames of another attempt as they must follow what was shown. Text the caller has is cut away, with
 * the frames that open or close a reply or a block around it, and the chunks keep the id of the reply they continue.
 */
export function splice(shown: readonly HttpPart[], part: HttpPart, skipText: number): readonly HttpPart[] {
  if (part.kind === 'body') return [part]
  const id = firstId(shown)
  let skip = skipText
  const events = part.events.flatMap((event): SseEvent[] => {
    const body = parseFrame<Json>(event.data)
    if (body === undefined) return [event]
    const kept = cut(part.dialect, body, id, skip)
    skip -= kept.skipped
    return kept.body === undefined ? [] : [{ ...event, data: JSON.stringify(kept.body) }]
  })
  return events.length === 0 ? [] : [fromEvents(part.dialect, events)]
}

type Json = Readonly<Record<string, unknown>>

interface Cut {
  /** undefined = nothing of it is left. */
  readonly body: Json | undefined
  readonly skipped: number
}

function cut(dialect: DialectName, body: Json, id: unknown, skip: number): Cut {
  if (dialect === 'openai-chat') return cutChunk(body, id, skip)
  return dialect === 'openai-responses' ? cutNumbered(body, skip) : cutEvent(body, skip)
}

function cutChunk(body: Json, id: unknown, skip: number): Cut {
  const [choice, ...others] = (Array.isArray(body['choices']) ? body['choices'] : []) as Json[]
  const named = id === undefined ? body : { ...body, id }
  if (choice === undefined) return { body: named, skipped: 0 }
  const { role: _, ...delta } = (choice['delta'] ?? {}) as Json
  const content = typeof delta['content'] === 'string' ? delta['content'] : ''
  const skipped = Math.min(skip, content.length)
  const rest = content.slice(skipped)
  const isBare = rest === '' && Object.keys(delta).every((key) => key === 'content' || delta[key] === null)
  if (isBare && !choice['finish_reason'] && !body['usage']) return { body: undefined, skipped }
  const next = { ...choice, delta: rest === '' ? withoutContent(delta) : { ...delta, content: rest } }
  return { body: { ...named, choices: [next, ...others] }, skipped }
}

function withoutContent({ content: _, ...delta }: Json): Json {
  return delta
}

function cutEvent(body: Json, skip: number): Cut {
  const type = body['type']
  if (type === 'message_start' || type === 'ping') return { body: undefined, skipped: 0 }
  // What follows the text the caller has may open blocks of its own.
  if (skip > 0 && (type === 'content_block_start' || type === 'content_block_stop'))
    return { body: undefined, skipped: 0 }
  const delta = body['delta'] as Json | undefined
  const text = delta?.['text']
  if (type !== 'content_block_delta' || typeof text !== 'string') return { body, skipped: 0 }
  const skipped = Math.min(skip, text.length)
  const rest = text.slice(skipped)
  return { body: rest === '' ? undefined : { ...body, delta: { ...delta, text: rest } }, skipped }
}

/** What opens a reply, or the message that goes on. */
const opensAgain: ReadonlySet<unknown> = new Set([
  'response.created',
  'response.in_progress',
  'response.content_part.added',
])

/** OpenAI responses: the events that end a text hold it whole, and stay. */
function cutNumbered(body: Json, skip: number): Cut {
  const { type, delta, item } = body
  const opensMessage = type === 'response.output_item.added' && (item as Json | undefined)?.['type'] === 'message'
  if (opensAgain.has(type) || opensMessage) return { body: undefined, skipped: 0 }
  if (type !== 'response.output_text.delta' || typeof delta !== 'string') return { body, skipped: 0 }
  const skipped = Math.min(skip, delta.length)
  const rest = delta.slice(skipped)
  return { body: rest === '' ? undefined : { ...body, delta: rest }, skipped }
}

function firstId(shown: readonly HttpPart[]): unknown {
  for (const part of shown) {
    if (part.kind === 'body') continue
    for (const { data } of part.events) {
      const id = parseFrame<Json>(data)?.['id']
      if (id !== undefined) return id
    }
  }
  return undefined
}
