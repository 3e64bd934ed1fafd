import { foldReport } from './fold-report.ts'
import type { IntentRow, OutcomeRow, SettlementRow } from './ledger-row.ts'
import type { LedgerStore } from './ledger-store.ts'
import type { Report, ReportQuery } from './report.ts'

/** Keeps rows in memory: for tests, scripts and first steps. Grows without bound. */
export interface MemoryLedger extends LedgerStore {
  readonly intents: readonly IntentRow[]
  readonly settlements: readonly SettlementRow[]
  readonly outcomes: readonly OutcomeRow[]
  readonly report: (query?: ReportQuery) => Report
}

export function createMemoryLedger(): MemoryLedger {
  const intents: IntentRow[] = []
  const settlements: SettlementRow[] = []
  const outcomes: OutcomeRow[] = []
  const ended = new Set<string>()
  const settled = new Set<string>()
  return {
    intents,
    settlements,
    outcomes,
    writeIntent: (row) => void intents.push(row),
    writeSettlement: (row) => {
      const key = `${row.requestId}/${row.n}`
      if (settled.has(key)) throw new Error(`Attempt ${key} is settled already. Give every request its own id.`)
      settled.add(key)
      settlements.push(row)
    },
    writeOutcome: (row) => {
      if (ended.has(row.requestId))
        throw new Error(`The request ${row.requestId} has an outcome already. Give every request its own id.`)
      ended.add(row.requestId)
      outcomes.push(row)
    },
    report: (query = {}) => foldReport(outcomes, intents.length - settlements.length, query),
  }
}
