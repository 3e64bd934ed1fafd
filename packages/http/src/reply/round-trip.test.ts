import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DialectName } from '../call/upstream.ts'
import { createReplyWriter } from './create-reply-writer.ts'
import { fromFrames } from './events-part.ts'
import type { HttpPart } from './http-part.ts'
import { openReplyEvents } from './open-reply-events.ts'
import { createReplyBlocks } from './reply-blocks.ts'
import type { ReplyEvent } from './reply-event.ts'
import { createToolSequencer } from './sequence-tools.ts'

const writerOf = (dialect: DialectName): ReturnType<typeof createReplyWriter> =>
  createReplyWriter(dialect, { id: 'id', model: 'm', createdSeconds: 1, wantsUsage: true })

const word = fc.string({ unit: 'grapheme', minLength: 1 })
const call = fc.record({
  id: fc.uuid(),
  name: fc.constantFrom('find', 'look'),
  pieces: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())).map((input) => {
    const json = JSON.stringify(input)
    return [json.slice(0, json.length >> 1), json.slice(json.length >> 1)]
  }),
})
/** A reply as a provider may tell it: thought, text, then calls, which chat may send by turns. */
const reply = fc
  .record({
    reasoning: fc.array(word, { maxLength: 3 }),
    texts: fc.array(word, { maxLength: 5 }),
    calls: fc.array(call, { maxLength: 3 }),
    byTurns: fc.boolean(),
    reason: fc.constantFrom('stop', 'length', 'content-filter'),
    counts: fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(500)),
  })
  .map(({ reasoning, texts, calls, byTurns, reason, counts: [input, outputTokens, cacheReadTokens] }) => {
    const starts = calls.map(({ id, name }, index) => ({ kind: 'tool-start' as const, index, id, name }))
    const deltas = calls.map(({ pieces }, index) =>
      pieces.map((argumentsJson) => ({ kind: 'tool-delta' as const, index, argumentsJson })),
    )
    const ends = calls.map((_, index) => ({ kind: 'tool-end' as const, index }))
    const told = byTurns
      ? [...starts, ...[0, 1].flatMap((n) => deltas.flatMap((pieces) => pieces[n] ?? [])), ...ends]
      : calls.flatMap((_, index) => [starts[index], ...(deltas[index] ?? []), ends[index]])
    const events: ReplyEvent[] = [
      { kind: 'start', id: 'r', model: 'served' },
      ...reasoning.map((text) => ({ kind: 'reasoning' as const, text })),
      ...texts.map((text) => ({ kind: 'text' as const, text })),
      ...told.flatMap((event) => event ?? []),
      { kind: 'usage', usage: { inputTokens: input + cacheReadTokens, outputTokens, cacheReadTokens } },
      { kind: 'end', finish: { reason: calls.length > 0 && reason === 'stop' ? 'tool-calls' : reason } },
    ]
    return events
  })

/** What a reply says, however it was told. */
function meaningOf(events: readonly ReplyEvent[]): unknown {
  const blocks = createReplyBlocks()
  const sequencer = createToolSequencer()
  const said: Record<string, unknown> = {}
  for (const event of events) {
    switch (event.kind) {
      case 'start':
        said['model'] = event.model
        break
      case 'usage':
        said['usage'] = [event.usage.inputTokens, event.usage.outputTokens, event.usage.cacheReadTokens]
        break
      case 'end':
        said['reason'] = event.finish.reason
        break
      case 'error':
        said['error'] = event.error
        break
      case 'other':
        break
      default:
        for (const one of sequencer.next(event)) blocks.add(one)
    }
  }
  return { ...said, blocks: blocks.all.filter(({ kind, text }) => kind === 'tool' || text !== '') }
}

describe.each(['openai-chat', 'openai-responses', 'anthropic-messages'] as const)('%s', (dialect) => {
  const read = (part: HttpPart): unknown => meaningOf(openReplyEvents(dialect).read(part))

  it('reads what it writes: the stream, however it is cut into calls', () => {
    fc.assert(
      fc.property(reply, fc.array(fc.nat(30)), (events, cuts) => {
        const writer = writerOf(dialect)
        const at = [0, ...new Set(cuts)].toSorted((a, b) => a - b)
        const raw = at.map((from, n) => writer.frames(events.slice(from, at[n + 1]))).join('') + writer.close()
        expect(read(fromFrames(dialect, raw))).toEqual(meaningOf(events))
        expect(writer.frames(events) + writer.close()).toBe('')
      }),
    )
  })

  it('reads what it writes: the whole body', () => {
    fc.assert(
      fc.property(reply, (events) => {
        const body = JSON.parse(JSON.stringify(writerOf(dialect).body(events))) as unknown
        expect(read({ kind: 'body', dialect, body })).toEqual(meaningOf(events))
      }),
    )
  })

  it('ends when its usage is told, or when nothing more comes; never behind an error', () => {
    const end: ReplyEvent = { kind: 'end', finish: { reason: 'stop' } }
    const ends = (raw: string): boolean => /\[DONE\]|message_stop|response\.completed/.test(raw)
    const early = writerOf(dialect)
    expect(ends(early.frames([{ kind: 'text', text: 'a' }, end]))).toBe(false)
    expect(ends(early.frames([{ kind: 'usage', usage: { inputTokens: 1 } }]))).toBe(true)
    const twice = writerOf(dialect)
    const counted = (inputTokens: number): ReplyEvent => ({ kind: 'usage', usage: { inputTokens } })
    const told = twice.frames([{ kind: 'text', text: 'a' }, counted(1), end]) + twice.frames([counted(777)])
    expect(ends(told)).toBe(true)
    expect(told).toContain('777')
    const late = writerOf(dialect)
    expect(ends(late.frames([{ kind: 'text', text: 'a' }, end]))).toBe(false)
    expect(ends(late.close())).toBe(true)
    const broken = writerOf(dialect)
    const usage: ReplyEvent = { kind: 'usage', usage: { inputTokens: 1 } }
    expect(
      broken.frames([
        { kind: 'text', text: 'a' },
        { kind: 'error', error: new Error('broken') },
      ]),
    ).toContain('"a"')
    expect(broken.frames([usage, end]) + broken.close()).toBe('')
    const cut = writerOf(dialect)
    cut.frames([{ kind: 'text', text: 'a' }])
    expect(cut.close()).toBe('')
  })
})
