import { cascade, checks, createCatalog, createMemoryLedger, type ReplyRow, type RouterOptions } from '@signalbox/core'
import { fails, ok, scriptedDialect, streams, type Script } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { ask, card, cheapB, createWorld, frontA, frontB } from './fixture.ts'

/** What was stored of a request that is played to its end. */
async function stored(scripts: Record<string, readonly Script[]>, more: Partial<RouterOptions> = {}) {
  const replies: ReplyRow[] = []
  const ledger = { ...createMemoryLedger(), writeReply: (row: ReplyRow) => void replies.push(row) }
  const world = createWorld(scripts, { storeReplies: true, ledger, ...more })
  const work = async (): Promise<void> => {
    const run = await world.router.open(ask({ id: 'r' }), world.models.call, { dialect: scriptedDialect })
    for await (const _ of run);
    await run.outcome
  }
  await world.clock.runUntil(work().catch(() => {}))
  await world.clock.advance(60_000)
  return replies.map(({ n, text, toolCalls }) => [n, text, ...toolCalls.map(({ name }) => name)])
}

const text = (value: string) => ({ type: 'text' as const, text: value })
const finish = { type: 'finish' as const, finish: { reason: 'stop' as const } }

describe('replies that are stored', () => {
  it.each<[string, Record<string, readonly Script[]>, Partial<RouterOptions>, unknown[]]>([
    ['the whole of a stream', { a: [streams(text('one '), text('two'), finish)] }, {}, [[1, 'one two']]],
    [
      'tool calls',
      { a: [streams({ type: 'tool-call', name: 'find', argumentsJson: '{}' }, finish)] },
      {},
      [[1, '', 'find']],
    ],
    [
      'tool calls as long as they fit, and none of the halves',
      {
        a: [
          streams(
            { type: 'tool-call', name: 'first', argumentsJson: '{}' },
            { type: 'tool-call', name: 'long', argumentsJson: JSON.stringify('x'.repeat(70_000)) },
            { type: 'tool-call', name: 'after', argumentsJson: '{}' },
            finish,
          ),
        ],
      },
      {},
      [[1, '', 'first']],
    ],
    [
      'no more of a draft that a gate has read to the end',
      { a: [ok('I cannot help with that. '.repeat(9_000))], x: [ok('here')] },
      { strategy: cascade({ tiers: ['economy', 'frontier'], gate: checks({ refusal: true }) }) },
      [[1, 'I cannot help with that. '.repeat(9_000).slice(0, 65_536)]],
    ],
    ['not what failed', { a: [fails(401)], b: [ok('b')] }, {}, [[2, 'b']]],
    ['not what broke off', { a: [streams(text('half'), { type: 'throw', error: { status: 500 } })] }, {}, []],
    [
      'a draft that was turned down',
      { a: [ok('I cannot help with that.')], x: [ok('here')] },
      { strategy: cascade({ tiers: ['economy', 'frontier'], gate: checks({ refusal: true }) }) },
      [
        [1, 'I cannot help with that.'],
        [2, 'here'],
      ],
    ],
    [
      'the winner of a race, not the loser',
      { a: [streams({ type: 'wait', ms: 5_000 }, text('late'), finish)], b: [ok('soon')] },
      { execution: { hedge: { delayMs: 100 } } },
      [[2, 'soon']],
    ],
    ['at most 65,536 characters', { a: [ok('é'.repeat(70_000))] }, {}, [[1, 'é'.repeat(65_536)]]],
    ['nothing unless the operator asked', { a: [ok('hi')] }, { storeReplies: false }, []],
    ['nothing where the ledger takes none', { a: [ok('hi')] }, { ledger: createMemoryLedger() }, []],
  ])('%s', async (_, scripts, more, expected) => {
    expect(await stored(scripts, more)).toEqual(expected)
  })

  it('vectors are none', async () => {
    const replies: ReplyRow[] = []
    const ledger = { ...createMemoryLedger(), writeReply: (row: ReplyRow) => void replies.push(row) }
    const models = [card('cheap/a', { outputModalities: ['embedding'] }), cheapB, frontA, frontB]
    const world = createWorld(
      { a: [streams(finish)] },
      { storeReplies: true, ledger, catalog: createCatalog({ version: 'test', models }) },
    )
    const asked = ask({ id: 'r', model: 'a', output: 'embedding' })
    const work = world.router.run(asked, world.models.call, { dialect: scriptedDialect })
    expect((await world.clock.runUntil(work)).outcome.kind).toBe('served')
    expect([replies, ledger.outcomes.length]).toEqual([[], 1])
  })

  it('a store of replies that fails stops nothing, and is heard of', async () => {
    const events: unknown[] = []
    const ledger = { ...createMemoryLedger(), writeReply: () => Promise.reject(new Error('disk full')) }
    const world = createWorld(
      { a: [ok('hi')] },
      { storeReplies: true, ledger, onEvent: (event) => void events.push(event) },
    )
    const work = world.router.run(ask(), world.models.call, { dialect: scriptedDialect })
    expect((await world.clock.runUntil(work)).outcome.kind).toBe('served')
    expect(events).toContainEqual(expect.objectContaining({ type: 'ledger-error', row: 'reply' }))
  })
})
