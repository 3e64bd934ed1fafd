import type { SqliteLedger } from '@signalbox/ledger'
import { toHumanLabel, type LabelledRequest } from '@signalbox/quality'
import { readLines, type PlacedLine } from './read-lines.ts'

/** What came of a file of labels. */
export interface ImportedLabels {
  readonly imported: number
  /** `FILE:LINE: what is wrong`, one for each row that was left out. */
  readonly problems: readonly string[]
}

/** Writes the labels of a file into the ledger; rows that are wrong are named and left out. @throws UsageError where there is no such file */
export async function importLabels(ledger: SqliteLedger, file: string, nowMs: number): Promise<ImportedLabels> {
  const rows = readLines(file, '--labels').map(parse)
  const requests = findRequests(ledger, new Set(rows.map(({ value }) => idOf(value))))
  const problems: string[] = []
  const written: Promise<void>[] = []
  for (const { place, value } of rows) {
    const label = value === undefined ? 'it is not valid JSON' : toHumanLabel(value, (id) => requests.get(id), nowMs)
    if (typeof label === 'string') problems.push(`${place}: ${label}.`)
    else written.push(ledger.writeLabel(label))
  }
  await Promise.all(written)
  return { imported: written.length, problems }
}

function parse({ place, text }: PlacedLine): { place: string; value: unknown } {
  try {
    return { place, value: JSON.parse(text) as unknown }
  } catch {
    return { place, value: undefined }
  }
}

function idOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (value as { requestId?: unknown }).requestId : undefined
}

function findRequests(ledger: SqliteLedger, ids: ReadonlySet<unknown>): ReadonlyMap<string, LabelledRequest> {
  const found = new Map<string, LabelledRequest>()
  for (const { requestId, servedN } of ledger.outcomes())
    if (ids.has(requestId))
      found.set(requestId, { servedN, attempts: new Set(ledger.attemptsOf(requestId).map(({ n }) => n)) })
  return found
}
