import { describe, expect, it } from 'vitest'
import { createBatchLedger, writeEntries, type LedgerEntry } from './batch-ledger.ts'
import type { IntentRow } from './ledger-row.ts'
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
})

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
})
