import { testCard } from '@signalbox/contract-tests'
import {
  createCatalog,
  createMemoryLedger,
  createRouter,
  tier,
  type IntentRow,
  type LateCostRow,
  type LedgerStore,
  type ReplyRow,
  type SettlementRow,
} from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { toStudyLedger, type StudyPlace } from './study-ledger.ts'

const places: Readonly<Record<string, StudyPlace>> = {
  'run-1': { study: 'spring', purpose: 'shadow', requestId: 'r', firstN: 3 },
  'run-2': { study: 'spring', purpose: 'judge', requestId: 'r', firstN: 5 },
}

function routerWith(ledger: LedgerStore): ReturnType<typeof createRouter> {
  return createRouter({
    catalog: createCatalog({ version: 'test', models: [testCard('v/m', 1)] }),
    targets: [
      { id: 'a', model: 'v/m' },
      { id: 'b', model: 'v/m' },
    ],
    tiers: [{ name: 'economy', targets: ['a', 'b'] }],
    strategy: tier('economy'),
    execution: { maxRetriesPerTarget: 0 },
    storeReplies: true,
    ledger,
  })
}

describe('a study ledger', () => {
  it('writes the attempts of a run as further ones of its request, and no outcome', async () => {
    const replies: ReplyRow[] = []
    const inner = { ...createMemoryLedger(), writeReply: (row: ReplyRow) => void replies.push(row) }
    const router = routerWith(toStudyLedger(inner, (runId) => places[runId] as StudyPlace))
    for (const id of ['run-1', 'run-2'])
      await router.run({ id, messages: [{ role: 'user', content: 'Hi' }] }, ({ id: target }) => {
        if (id === 'run-1' && target === 'a') throw Object.assign(new Error('down'), { status: 503 })
        return { text: `${id} by ${target}` }
      })
    expect(inner.intents.map(({ requestId, n, purpose, study }) => [requestId, n, purpose, study])).toEqual([
      ['r', 3, 'shadow', 'spring'],
      ['r', 4, 'shadow', 'spring'],
      ['r', 5, 'judge', 'spring'],
    ])
    expect(inner.settlements.map(({ requestId, n, end }) => [requestId, n, end])).toEqual([
      ['r', 3, 'failed'],
      ['r', 4, 'done'],
      ['r', 5, 'done'],
    ])
    expect(replies.map(({ requestId, n, text }) => [requestId, n, text])).toEqual([
      ['r', 4, 'run-1 by b'],
      ['r', 5, 'run-2 by a'],
    ])
    expect(inner.outcomes).toEqual([])
  })

  it('calls a store that is an object of a class as one', async () => {
    class Store implements LedgerStore {
      readonly rows: string[] = []
      #add(what: string, { requestId, n }: { readonly requestId: string; readonly n: number }): void {
        this.rows.push(`${what} ${requestId} ${n}`)
      }
      writeIntent(row: IntentRow): void {
        this.#add('intent', row)
      }
      writeSettlement(row: SettlementRow): void {
        this.#add('settlement', row)
      }
      writeOutcome(): void {}
      writeReply(row: ReplyRow): void {
        this.#add('reply', row)
      }
      writeLateCost(row: LateCostRow): void {
        this.#add('late cost', row)
      }
      async flush(): Promise<void> {
        this.rows.push('flush')
      }
    }
    const store = new Store()
    const ledger = toStudyLedger(store, () => places['run-1'] as StudyPlace)
    await routerWith(ledger).run({ id: 'run-1', messages: [] }, () => ({ text: 'hi' }))
    await ledger.writeLateCost?.({ requestId: 'run-1', n: 1, costNanoUsd: 1 })
    await ledger.flush?.()
    expect(store.rows).toEqual(['intent r 3', 'settlement r 3', 'reply r 3', 'late cost r 3', 'flush'])
  })

  it('takes replies and late costs only where the ledger does', () => {
    const none = (): void => {}
    const ledger = toStudyLedger(
      { writeIntent: none, writeSettlement: none, writeOutcome: none },
      () => places['run-1'] as StudyPlace,
    )
    expect(ledger.writeReply).toBeUndefined()
    expect(ledger.writeLateCost).toBeUndefined()
  })
})
