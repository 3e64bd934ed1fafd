import { describe, expect, it } from 'vitest'
import { ask, createWorld } from '../../test/fixture.ts'
import { scriptedDialect } from '../testing/scripted-dialect.ts'
import { createBatchLedger, writeEntries, type LedgerEntry } from './batch-ledger.ts'
import type { IntentRow, LabelRow } from './ledger-row.ts'
import { createMemoryLedger } from './memory-ledger.ts'

const intent = (n: number): IntentRow => ({
  requestId: 'r',
  n,
  step: 0,
  purpose: 'serve',
  target: 't',
  model: 'v/m',
  tier: 'economy',
  startedAtMs: 1,
  study: undefined,
})

const reply = { requestId: 'r', n: 1, text: 'hi', toolCalls: [], finish: 'stop' } as const
const label: LabelRow = {
  requestId: 'r',
  n: 1,
  source: 'human',
  rater: 'Ada',
  study: undefined,
  versusN: undefined,
  score: 1,
  reason: undefined,
  atMs: 1,
}

describe('a batch ledger', () => {
  it('sends what it was given, in order, once', async () => {
    const sent: LedgerEntry[][] = []
    const ledger = createBatchLedger({ send: async (entries) => void sent.push([...entries]) })
    for (const n of [1, 2]) await ledger.writeIntent(intent(n))
    await Promise.all([ledger.flush(), ledger.flush()])
    await ledger.writeIntent(intent(3))
    await ledger.flush()
    await ledger.flush()
    expect(sent.map((batch) => batch.map(({ row }) => ('n' in row ? row.n : 0)))).toEqual([[1, 2], [3]])
  })

  it('keeps what could not be sent, before what came since', async () => {
    let fails = true
    const sent: number[] = []
    const ledger = createBatchLedger({
      send: async (entries) => {
        if (fails) {
          await ledger.writeIntent(intent(2))
          throw new Error('collector down')
        }
        sent.push(...entries.map(({ row }) => ('n' in row ? row.n : 0)))
      },
    })
    await ledger.writeIntent(intent(1))
    await expect(ledger.flush()).rejects.toThrow('collector down')
    expect(ledger.size()).toBe(2)
    fails = false
    await ledger.flush()
    expect(sent).toEqual([1, 2])
  })

  it('refuses rows beyond its limit, and says what to do', async () => {
    const ledger = createBatchLedger({ send: async () => {}, maxEntries: 1 })
    await ledger.writeIntent(intent(1))
    expect(() => ledger.writeIntent(intent(2))).toThrow(/1 rows that could not be sent. Mend its send/)
  })

  it('a collector writes its rows into any store', async () => {
    const store = createMemoryLedger()
    const ledger = createBatchLedger({
      send: (entries) => writeEntries(store, JSON.parse(JSON.stringify(entries)) as LedgerEntry[]),
    })
    await ledger.writeIntent(intent(1))
    await ledger.flush()
    expect(store.intents).toEqual([intent(1)])
  })

  it('carries late costs behind the rows they correct', async () => {
    const store = createMemoryLedger()
    const ledger = createBatchLedger({ send: (entries) => writeEntries(store, entries) })
    const world = createWorld({}, { ledger })
    await world.router.run(ask({ id: 'r' }), world.models.call, { dialect: scriptedDialect })
    ledger.writeLateCost({ requestId: 'r', n: 1, costNanoUsd: 5 })
    await ledger.flush()
    expect(store.settlements).toMatchObject([{ costNanoUsd: 5 }])
    expect(store.outcomes).toMatchObject([{ costNanoUsd: 5 }])
  })

  it('carries replies and labels', async () => {
    const store = createMemoryLedger()
    const ledger = createBatchLedger({ send: (entries) => writeEntries(store, entries) })
    ledger.writeReply(reply)
    ledger.writeLabel(label)
    await ledger.flush()
    expect(store).toMatchObject({ replies: [reply], labels: [label] })
  })

  it.each<[string, LedgerEntry]>([
    ['late costs', { kind: 'late-cost', row: { requestId: 'r', n: 1, costNanoUsd: 5 } }],
    ['replies', { kind: 'reply', row: reply }],
    ['labels', { kind: 'label', row: label }],
  ])('a store that takes no %s says so', async (what, entry) => {
    const { writeIntent, writeSettlement, writeOutcome } = createMemoryLedger()
    await expect(writeEntries({ writeIntent, writeSettlement, writeOutcome }, [entry])).rejects.toThrow(
      `takes no ${what}`,
    )
  })
})
