import { existsSync, openSync, readSync, closeSync } from 'node:fs'
import type { PastRequest } from '@signalbox/quality'
import { readLedgerPast, type Unrecorded } from '@signalbox/quality/node'
import type { HistoryQuery } from '@signalbox/ledger'
import { UsageError } from '../usage-error.ts'
import { BadRow } from './bad-row.ts'
import { labelledRows } from './labelled-rows.ts'
import { litellmRows } from './litellm-rows.ts'
import { openaiRows } from './openai-rows.ts'
import { readJsonRows } from './read-json-rows.ts'
import { createRecordProblems, type RecordProblems } from './record-problems.ts'
import type { RowReader } from './row-reader.ts'

/** A record of requests, ready to be read once. */
export interface OpenRecord {
  /** What a person would call it. */
  readonly kind: string
  readonly isLedger: boolean
  /** It has what became of requests, not requests alone. */
  readonly saysWhatHappened: boolean
  readonly past: AsyncIterable<PastRequest> | Iterable<PastRequest>
  /** Filled while it is read. */
  readonly problems: RecordProblems
  readonly close: () => Promise<void>
}

export type RecordRange = Pick<HistoryQuery, 'sinceMs' | 'untilMs' | 'policy' | 'with'>

/** In this order: a row of a spend log has messages too. */
const readers: readonly RowReader[] = [litellmRows, labelledRows, openaiRows]

/** A ledger, or rows of a shape that is known. @throws UsageError for a file that is neither; LedgerError */
export async function openRecord(file: string, range: RecordRange = {}): Promise<OpenRecord> {
  const problems = createRecordProblems()
  if (isSqlite(file)) return openLedger(file, range, problems)
  const { reader, saysWhatHappened } = await findReader(file)
  const past = readRows(file, reader, range, problems)
  return { kind: reader.name, isLedger: false, saysWhatHappened, past, problems, close: async () => {} }
}

const unrecorded: Readonly<Record<Unrecorded, readonly [kind: string, what: string]>> = {
  'not kept': [
    'no record of the request',
    'an older Signalbox wrote it, which kept nothing that a policy could be asked about, nor its prompt.',
  ],
  damaged: ['damaged record', 'what the ledger keeps of it is no JSON.'],
}

function openLedger(file: string, range: RecordRange, problems: RecordProblems): OpenRecord {
  const { past, close } = readLedgerPast(file, range, (requestId, why) => {
    const [kind, what] = unrecorded[why]
    problems.add(kind, { place: `${file}: ${requestId}`, message: `${requestId}: ${what}` })
  })
  return { kind: 'a ledger', isLedger: true, saysWhatHappened: true, past, problems, close }
}

function isSqlite(file: string): boolean {
  if (!existsSync(file)) throw new UsageError(`${file}: there is no such file.`)
  const head = new Uint8Array(16)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, head, 0, 16, 0)
  } finally {
    closeSync(descriptor)
  }
  return new TextDecoder().decode(head).startsWith('SQLite format 3')
}

async function findReader(file: string): Promise<{ readonly reader: RowReader; readonly saysWhatHappened: boolean }> {
  const seen: string[] = []
  for await (const row of readJsonRows(file, createRecordProblems())) {
    const reader = readers.find(({ reads }) => reads(row.json))
    if (reader !== undefined) return { reader, saysWhatHappened: reader.saysWhatHappened(row.json) }
    seen.push(Object.keys(row.json).slice(0, 6).join(', '))
    if (seen.length === 20) break
  }
  throw new UsageError(
    seen.length === 0
      ? `${file}: has no rows that can be read. Give a ledger, or one JSON object per line.`
      : `${file}: rows of a shape nobody knows (${seen[0]}). Known: a Signalbox ledger; {id, prompt, weak, strong}; OpenAI-style request bodies, batches and logs; LiteLLM spend logs.`,
  )
}

async function* readRows(
  file: string,
  reader: RowReader,
  { sinceMs = -Infinity, untilMs = Infinity }: RecordRange,
  problems: RecordProblems,
): AsyncGenerator<PastRequest, void, undefined> {
  for await (const row of readJsonRows(file, problems)) {
    try {
      const past = reader.toPast(row)
      if (past.atMs === undefined || (past.atMs >= sinceMs && past.atMs < untilMs)) yield past
    } catch (error) {
      if (!(error instanceof BadRow)) throw error
      problems.add(error.kind, { place: row.place, message: error.message })
    }
  }
}
