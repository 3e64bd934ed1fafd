import { sumCarried, type CarriedSums } from './carried-cost.ts'
import { foldReport } from './fold-report.ts'
import type { IntentRow, LateCostRow, OutcomeRow, SettlementRow } from './ledger-row.ts'
import type { LedgerStore } from './ledger-store.ts'
import type { Report, ReportQuery } from './report.ts'
import { withLateCost } from './with-late-cost.ts'

/** Keeps rows in memory: for tests, scripts and first steps. Grows without bound. */
export interface MemoryLedger extends LedgerStore {
  readonly intents: readonly IntentRow[]
  readonly settlements: readonly SettlementRow[]
  readonly outcomes: readonly OutcomeRow[]
  readonly writeLateCost: (row: LateCostRow) => void
  readonly report: (query?: ReportQuery) => Report
}

export function createMemoryLedger(): MemoryLedger {
  const intents: IntentRow[] = []
  const settlements: SettlementRow[] = []
  const outcomes: OutcomeRow[] = []
  // Where a row stands, by its key.
  const ended = new Map<string, number>()
  const settled = new Map<string, number>()

  const settlementOf = ({ requestId, n }: Pick<IntentRow, 'requestId' | 'n'>): SettlementRow | undefined =>
    settlements[settled.get(`${requestId}/${n}`) ?? -1]
  const outcomeOf = (requestId: string): OutcomeRow | undefined => outcomes[ended.get(requestId) ?? -1]
  const carriedOf = ({ sinceMs = 0, untilMs = Infinity, policy }: ReportQuery): CarriedSums =>
    sumCarried(
      intents.flatMap((intent) => {
        const isWanted =
          intent.startedAtMs >= sinceMs &&
          intent.startedAtMs < untilMs &&
          (policy === undefined || outcomeOf(intent.requestId)?.policyName === policy)
        return isWanted ? (settlementOf(intent) ?? []) : []
      }),
    )

  return {
    intents,
    settlements,
    outcomes,
    writeIntent: (row) => void intents.push(row),
    writeSettlement: (row) => {
      const key = `${row.requestId}/${row.n}`
      if (settled.has(key)) throw new Error(`Attempt ${key} is settled already. Give every request its own id.`)
      settled.set(key, settlements.push(row) - 1)
    },
    writeOutcome: (row) => {
      if (ended.has(row.requestId))
        throw new Error(`The request ${row.requestId} has an outcome already. Give every request its own id.`)
      ended.set(row.requestId, outcomes.push(row) - 1)
    },
    writeLateCost: (row) => {
      const attempts = intents
        .filter(({ requestId }) => requestId === row.requestId)
        .map((intent) => ({ ...intent, ...settlementOf(intent) }))
      const outcome = outcomeOf(row.requestId)
      const settlement = settlementOf(row)
      const correction = withLateCost(row, attempts, outcome)
      if (settlement !== undefined)
        settlements[settlements.indexOf(settlement)] = { ...settlement, ...correction.attempt }
      if (outcome !== undefined) outcomes[outcomes.indexOf(outcome)] = { ...outcome, ...correction.outcome }
    },
    report: (query = {}) => foldReport(outcomes, intents.length - settlements.length, query, carriedOf(query)),
  }
}
