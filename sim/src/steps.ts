import type { Target } from '@signalbox/core'
import type { ScriptedPart } from '@signalbox/core/testing'
import type { Behaviour } from './behaviour.ts'

/** What every answer counts. */
export const usage = { inputTokens: 40, outputTokens: 12 }

export function wordsOf(text: string): readonly string[] {
  return text.split(/(?<= )/)
}

/** What a call does next. */
export type Step =
  | (ScriptedPart & { readonly names?: Target | undefined })
  | { readonly type: 'wait'; readonly ms: number }
  | { readonly type: 'throw'; readonly error: unknown }
  | { readonly type: 'hang' }

export function stepsOf(
  behaviour: Behaviour,
  words: readonly string[],
  paceMs: number,
): readonly Step[] | Error | 'silent' {
  const text = (value: string): Step => ({ type: 'text', text: value })
  const wait = (ms: number): Step => ({ type: 'wait', ms })
  const all = words.flatMap((word) => [text(word), wait(paceMs)])
  const half = all.slice(0, words.length)
  const stop: Step = { type: 'finish', finish: { reason: 'stop' }, usage }
  const meta: Step = { type: 'meta' }
  switch (behaviour) {
    case 'healthy':
      return [meta, text(words.join('')), stop]
    case 'pieces':
      return [meta, ...all, stop]
    case 'no-usage':
      return [meta, ...all, { type: 'finish', finish: { reason: 'stop' } }]
    case 'slow':
      return [meta, wait(6_000), ...all, stop]
    case 'silent':
      return 'silent'
    case 'reset':
      return fault({ code: 'ECONNRESET', status: 502 })
    case 'refused':
      return fault({ status: 521 })
    case 'content-policy':
      return fault({ status: 400, code: 'content_policy_violation' })
    case 'context-length':
      return fault({ status: 400, code: 'context_length_exceeded' })
    case 'quota':
      return fault({ status: 429, code: 'insufficient_quota' })
    case 'limited':
      return fault({ status: 429, headers: { 'retry-after': '30' } })
    case 'limited-briefly':
      return fault({ status: 429, headers: { 'retry-after-ms': '700' } })
    case 'limited-nonsense':
      return fault({ status: 429, headers: { 'retry-after': '-1e9' } })
    case 'empty':
      return [meta, stop]
    case 'no-marker':
      return [meta]
    case 'cut-by-end':
      return [meta, ...half]
    case 'cut-by-throw':
      return [meta, ...half, { type: 'throw', error: fault({ status: 500 }) }]
    case 'stall':
      return [meta, ...half, { type: 'hang' }]
    case 'drip':
      return [meta, ...half, ...Array.from({ length: 60 }, () => [wait(900), meta]).flat()]
    case 'in-band':
      return [meta, { type: 'error', error: fault({ status: 529 }) }]
    case 'in-band-late':
      return [meta, ...half, { type: 'error', error: fault({ status: 503 }) }]
    case 'error-finish':
      return [meta, ...half, { type: 'finish', finish: { reason: 'error' } }]
    case 'refused-tool':
      return [
        meta,
        { type: 'tool-call', name: 'search', argumentsJson: '{"query' },
        { type: 'throw', error: fault({ status: 502 }) },
      ]
    default:
      return fault({ status: Number(behaviour.slice('status-'.length)) })
  }
}

export function fault(fields: Readonly<Record<string, unknown>>): Error {
  return Object.assign(new Error('simulated'), fields)
}
