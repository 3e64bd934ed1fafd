import type { IntentRow, LabelRow, LateCostRow, OutcomeRow, ReplyRow, SettlementRow } from './ledger-row.ts'
import type { LedgerStore } from './ledger-store.ts'

/** A row on its way to where it is kept. Plain data: JSON carries it. */
export type LedgerEntry =
  | { readonly kind: 'intent'; readonly row: IntentRow }
  | { readonly kind: 'settlement'; readonly row: SettlementRow }
  | { readonly kind: 'outcome'; readonly row: OutcomeRow }
  | { readonly kind: 'late-cost'; readonly row: LateCostRow }
  | { readonly kind: 'reply'; readonly row: ReplyRow }
  | { readonly kind: 'label'; readonly row: LabelRow }

export interface BatchLedgerOptions {
  /** Takes rows away: to a collector, a queue, a database. A rejection keeps them for the next flush. */
  readonly send: (entries: readonly LedgerEntry[]) => PromiseLike<void>
  /** Rows kept while nothing can be sent; further ones are refused, which raises `ledger-error`. Default 10,000. */
  readonly maxEntries?: number | undefined
}

/** Rows in memory until `flush`. */
export interface BatchLedger extends LedgerStore {
  readonly writeLateCost: (row: LateCostRow) => void
  readonly writeReply: (row: ReplyRow) => void
  readonly writeLabel: (row: LabelRow) => void
  /** Resolves once all rows handed over so far are taken. @throws what `send` rejects with; the rows are kept */
  readonly flush: () => Promise<void>
  /** Rows not yet taken. */
  readonly size: () => number
}

/**
 * A ledger for places without a disk: rows wait in memory until `flush`, which a serverless function calls after its response. An
 * intent is then not safe before its byte leaves: a process that dies in between loses its rows.
 */
export function createBatchLedger({ send, maxEntries = 10_000 }: BatchLedgerOptions): BatchLedger {
  let waiting: LedgerEntry[] = []
  let sending: Promise<void> = Promise.resolve()
  const add = (entry: LedgerEntry): void => {
    if (waiting.length >= maxEntries)
      throw new Error(`The ledger holds ${maxEntries} rows that could not be sent. Mend its send, or flush more often.`)
    waiting.push(entry)
  }
  const sendAll = async (): Promise<void> => {
    const batch = waiting
    if (batch.length === 0) return
    waiting = []
    try {
      await send(batch)
    } catch (error) {
      waiting = [...batch, ...waiting]
      throw error
    }
  }
  return {
    writeIntent: (row) => add({ kind: 'intent', row }),
    writeSettlement: (row) => add({ kind: 'settlement', row }),
    writeOutcome: (row) => add({ kind: 'outcome', row }),
    writeLateCost: (row) => add({ kind: 'late-cost', row }),
    writeReply: (row) => add({ kind: 'reply', row }),
    writeLabel: (row) => add({ kind: 'label', row }),
    // One batch at a time: order is kept, and a second flush waits for what the first one carries.
    flush: () => (sending = sending.then(sendAll, sendAll)),
    size: () => waiting.length,
  }
}

/** Writes rows that came by `send` into a store, in their order. @throws what the store does; Error for a kind of row that it cannot take */
export async function writeEntries(store: LedgerStore, entries: readonly LedgerEntry[]): Promise<void> {
  for (const entry of entries) await writeEntry(store, entry)
}

function writeEntry(store: LedgerStore, { kind, row }: LedgerEntry): void | PromiseLike<void> {
  switch (kind) {
    case 'intent':
      return store.writeIntent(row)
    case 'settlement':
      return store.writeSettlement(row)
    case 'outcome':
      return store.writeOutcome(row)
    case 'late-cost':
      return store.writeLateCost === undefined ? refuse('late costs', 'writeLateCost') : store.writeLateCost(row)
    case 'reply':
      return store.writeReply === undefined ? refuse('replies', 'writeReply') : store.writeReply(row)
    case 'label':
      return store.writeLabel === undefined ? refuse('labels', 'writeLabel') : store.writeLabel(row)
  }
}

function refuse(what: string, method: keyof LedgerStore): never {
  throw new Error(`This ledger takes no ${what}. Write them to one that has \`${method}\`.`)
}
