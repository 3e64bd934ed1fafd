import { isRefusal, type FinishReason } from '@signalbox/core'
import { cutText } from './cut-text.ts'

/** What a judge said, of answers that it knows as first and second. */
export interface Ruling {
  readonly winner: 'first' | 'second' | 'tie'
  /** At most 300 characters. */
  readonly reason: string | undefined
}

/** Why a judge's reply is no verdict. */
export type Unreadable = 'empty' | 'truncated' | 'refused' | 'nonsense'

const mostReason = 300
const winners: ReadonlySet<unknown> = new Set(['first', 'second', 'tie'])
/** Judges like to wrap JSON, and nothing but it, into one block. */
const block = /^```(?:json)?\s*\n([\s\S]*)\n```$/

/** Reads one JSON object `{ winner, reason? }` and nothing beside it: a verdict is never guessed from prose. */
export function parseVerdict(text: string, finish: FinishReason | undefined): Ruling | Unreadable {
  if (finish === 'content-filter') return 'refused'
  const trimmed = text.trim()
  if (trimmed === '') return 'empty'
  const ruling = toRuling(block.exec(trimmed)?.[1] ?? trimmed)
  if (ruling !== undefined) return ruling
  if (finish === 'length') return 'truncated'
  return isRefusal(trimmed) ? 'refused' : 'nonsense'
}

function toRuling(json: string): Ruling | undefined {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  // Of a key that is there twice only the last value is left: which of them was meant is not guessed.
  if (countKeys(json) > Object.keys(value).length) return undefined
  const { winner, reason, ...rest } = value as Readonly<Record<string, unknown>>
  if (!winners.has(winner) || Object.keys(rest).length > 0) return undefined
  if (reason !== undefined && typeof reason !== 'string') return undefined
  return { winner: winner as Ruling['winner'], reason: reason && cutText(reason, mostReason) }
}

/** Of valid JSON: strings that a colon follows. */
function countKeys(json: string): number {
  return [...json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length
}
