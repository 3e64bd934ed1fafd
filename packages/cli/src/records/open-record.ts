import type { HistoryQuery } from '@signalbox/ledger'
import type { PastRequest } from '@signalbox/quality'
import { readLedgerPast, type Unrecorded } from '@signalbox/quality/node'
import { BadRow } from './bad-row.ts'
import { checkRecordFile } from './check-record-file.ts'
import { findReader } from './find-reader.ts'
import { readJsonRows } from './read-json-rows.ts'
import { createRecordProblems, type RecordProblems } from './record-problems.ts'
import type { RowReader } from './row-reader.ts'
import { createSeenIds } from './seen-ids.ts'

/** A record of requests, ready to be read once. */
export interface OpenRecord {
  /** What a person would call it. */
  readonly kind: string
  readonly isLedger: boolean
  /** It has what became of requests, not requests alone. */
  readonly saysWhatHappened: boolean
  /** What figures of what happened take for granted, in sentences. */
  readonly assumes: readonly string[]
  readonly past: AsyncIterable<PastRequest> | Iterable<PastRequest>
  /** Filled while it is read. */
  readonly problems: RecordProblems
  readonly close: () => Promise<void>
}

export type RecordRange = Pick<HistoryQuery, 'sinceMs' | 'untilMs' | 'policy' | 'with'>

/** A ledger, or rows of a shape that is known. @throws UsageError for a file that is neither; LedgerError */
export async function openRecord(file: string, range: RecordRange = {}): Promise<OpenRecord> {
  const problems = createRecordProblems()
  if (checkRecordFile(file) === 'sqlite') return openLedger(file, range, problems)
  const { reader, saysWhatHappened } = await findReader(file)
  return {
    kind: reader.name,
    isLedger: false,
    saysWhatHappened,
    assumes: saysWhatHappened ? reader.assumes : [],
    past: readRows(file, reader, range, problems),
    problems,
    close: async () => {},
  }
}

const unrecorded: Readonly<Record<Unrecorded, readonly [kind: string, what: string]>> = {
  'not kept': [
    'no record of the request',
    'nothing was kept that a policy could be asked about, nor its prompt: an older Signalbox wrote it, or it was too long.',
  ],
  damaged: ['damaged record', 'what the ledger keeps of it cannot be read.'],
}

function openLedger(file: string, range: RecordRange, problems: RecordProblems): OpenRecord {
  const { past, close } = readLedgerPast(file, range, (requestId, why) => {
    const [kind, what] = unrecorded[why]
    problems.add(kind, { place: `${file}: ${requestId}`, message: `${requestId}: ${what}` })
  })
  return { kind: 'a ledger', isLedger: true, saysWhatHappened: true, assumes: [], past, problems, close }
}

async function* readRows(
  file: string,
  reader: RowReader,
  { sinceMs = -Infinity, untilMs = Infinity }: RecordRange,
  problems: RecordProblems,
): AsyncGenerator<PastRequest, void, undefined> {
  const hasStood = createSeenIds()
  for await (const row of readJsonRows(file, problems)) {
    try {
      const past = reader.toPast(row)
      if (past.atMs !== undefined && (past.atMs < sinceMs || past.atMs >= untilMs)) continue
      if (hasStood(past.id))
        throw new BadRow('id seen before', `${row.place}: ${past.id} stood before. Give every request its own id.`)
      yield past
    } catch (error) {
      const { kind, message } = toBadRow(error, row.place)
      problems.add(kind, { place: row.place, message })
    }
  }
}

function toBadRow(error: unknown, place: string): BadRow {
  if (error instanceof BadRow) return error
  // The stack's end: whoever writes such a row means no request.
  if (error instanceof RangeError) return new BadRow('nested too deep', `${place} is nested too deep to be a request.`)
  throw error
}
