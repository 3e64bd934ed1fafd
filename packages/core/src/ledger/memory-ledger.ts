import { sumCarried, type CarriedSums } from './carried-cost.ts'
import { foldReport } from './fold-report.ts'
import { foldTrend } from './fold-trend.ts'
import { createKeyedRows } from './keyed-rows.ts'
import type { IntentRow, LabelRow, LateCostRow, OutcomeRow, ReplyRow, SettlementRow } from './ledger-row.ts'
import type { LedgerStore } from './ledger-store.ts'
import type { Report, ReportQuery } from './report.ts'
import type { TrendQuery, TrendRow } from './trend.ts'
import { withEvidence } from './with-evidence.ts'
import { withLateCost } from './with-late-cost.ts'

/** Keeps rows in memory: for tests, scripts and first steps. Grows without bound. */
export interface MemoryLedger extends LedgerStore {
  readonly intents: readonly IntentRow[]
  readonly settlements: readonly SettlementRow[]
  readonly outcomes: readonly OutcomeRow[]
  readonly replies: readonly ReplyRow[]
  readonly labels: readonly LabelRow[]
  readonly writeLateCost: (row: LateCostRow) => void
  readonly writeReply: (row: ReplyRow) => void
  readonly writeLabel: (row: LabelRow) => void
  readonly report: (query?: ReportQuery) => Report
  /** @throws RangeError as `foldTrend` does */
  readonly trend: (query: TrendQuery) => readonly TrendRow[]
}

type AttemptKey = Pick<IntentRow, 'requestId' | 'n'>

export function createMemoryLedger(): MemoryLedger {
  const intents: IntentRow[] = []
  /** Those of shadows and studies, by request. */
  const studied = new Map<string, IntentRow[]>()
  const settlements = createKeyedRows<AttemptKey, SettlementRow>(toAttemptText)
  const outcomes = createKeyedRows<Pick<OutcomeRow, 'requestId'>, OutcomeRow>(({ requestId }) => requestId)
  const replies = createKeyedRows<AttemptKey, ReplyRow>(toAttemptText)
  const labels = createKeyedRows<LabelRow, LabelRow>(({ requestId, n, source, rater, study, versusN }) =>
    JSON.stringify([requestId, n, source, rater, study, versusN]),
  )

  const carriedOf = ({ sinceMs = 0, untilMs = Infinity, policy }: ReportQuery): CarriedSums =>
    sumCarried(
      intents.flatMap((intent) => {
        const isWanted =
          intent.startedAtMs >= sinceMs &&
          intent.startedAtMs < untilMs &&
          (policy === undefined || outcomes.find(intent)?.policyName === policy)
        return isWanted ? (settlements.find(intent) ?? []) : []
      }),
    )

  return {
    intents,
    settlements: settlements.all,
    outcomes: outcomes.all,
    replies: replies.all,
    labels: labels.all,
    writeIntent: (row) => {
      intents.push(row)
      if (row.study !== undefined) studied.set(row.requestId, [...(studied.get(row.requestId) ?? []), row])
    },
    writeSettlement: (row) => {
      if (settlements.find(row) !== undefined)
        throw new Error(`Attempt ${toAttemptText(row)} is settled already. Give every request its own id.`)
      settlements.put(row)
      const outcome = outcomes.find(row)
      const isOfStudy = studied.get(row.requestId)?.some(({ n }) => n === row.n) === true
      if (isOfStudy && outcome !== undefined) outcomes.put({ ...outcome, ...withEvidence(outcome, [row]) })
    },
    writeOutcome: (row) => {
      if (outcomes.find(row) !== undefined)
        throw new Error(`The request ${row.requestId} has an outcome already. Give every request its own id.`)
      const settled = (studied.get(row.requestId) ?? []).flatMap((intent) => settlements.find(intent) ?? [])
      outcomes.put({ ...row, ...withEvidence(row, settled) })
    },
    writeLateCost: (row) => {
      const attempts = intents
        .filter(({ requestId }) => requestId === row.requestId)
        .map((intent) => ({ ...intent, ...settlements.find(intent) }))
      const outcome = outcomes.find(row)
      const settlement = settlements.find(row)
      const correction = withLateCost(row, attempts, outcome)
      if (settlement !== undefined) settlements.put({ ...settlement, ...correction.attempt })
      if (outcome !== undefined) outcomes.put({ ...outcome, ...correction.outcome })
    },
    writeReply: replies.put,
    writeLabel: labels.put,
    report: (query = {}) => foldReport(outcomes.all, intents.length - settlements.all.length, query, carriedOf(query)),
    trend: (query) => foldTrend(outcomes.all, query),
  }
}

function toAttemptText({ requestId, n }: AttemptKey): string {
  return `${requestId}/${n}`
}
