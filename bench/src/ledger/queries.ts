import type { SqliteLedger } from '@signalbox/ledger'
import { startMs } from './sample-rows.ts'

/** What a ledger of so many requests is asked; each says how many rows it gave. */
export const queries: Readonly<Record<string, (ledger: SqliteLedger, requests: number) => number>> = {
  'nothing (the process itself)': () => 0,
  report: (ledger) => ledger.report().groups.length,
  'report, last tenth': (ledger, requests) => ledger.report({ sinceMs: startMs + requests * 45 }).groups.length,
  'report by tenant': (ledger) => ledger.report({ by: 'tenant' }).groups.length,
  'trend by day and task': (ledger) => ledger.trend({ bucketMs: 86_400_000, by: 'task' }).length,
  'trend by minute, last tenth': (ledger, requests) =>
    ledger.trend({ bucketMs: 60_000, sinceMs: startMs + requests * 45 }).length,
  history: (ledger) => count(ledger.history()),
  'history with prices, prompts and replies': (ledger) =>
    count(ledger.history({ with: ['prices', 'prompts', 'replies'] })),
  'history without attempts and labels': (ledger) => count(ledger.history({ without: ['attempts', 'labels'] })),
}

function count(rows: Iterable<unknown>): number {
  let seen = 0
  for (const _ of rows) seen++
  return seen
}
