export type LedgerErrorCode = 'missing' | 'locked' | 'corrupt' | 'foreign' | 'newer' | 'read-only' | 'failed'

const remedies: Readonly<Record<LedgerErrorCode, string>> = {
  missing: 'Name an existing ledger, or run traffic with this ledger configured first.',
  locked: 'Another process is writing to it. Wait, or stop that process.',
  corrupt: 'It is no SQLite database, or a damaged one. Restore a backup, or name another file.',
  foreign: 'It is a SQLite database of something else. Name another file.',
  newer: 'It was written by a newer Signalbox. Update this one.',
  'read-only': 'It may not be written to. Check the permissions of the file and its folder.',
  failed: 'See the cause.',
}

/** The ledger's file cannot be used: which file, why, and what to do. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
  readonly code: LedgerErrorCode
  readonly file: string

  constructor(code: LedgerErrorCode, file: string, detail: string, cause?: unknown) {
    super(`Ledger ${file}: ${detail}. ${remedies[code]}`, { cause })
    this.code = code
    this.file = file
  }

  /** Reads an error of node:sqlite by its SQLite result code. */
  static from(error: unknown, file: string): LedgerError {
    if (error instanceof LedgerError) return error
    const primary = typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) & 0xff : 0
    const detail = error instanceof Error ? error.message : String(error)
    return new LedgerError(codes[primary] ?? 'failed', file, detail, error)
  }
}

/** https://www.sqlite.org/rescode.html: BUSY, LOCKED, READONLY, CORRUPT, CANTOPEN, NOTADB. */
const codes: Readonly<Record<number, LedgerErrorCode>> = {
  5: 'locked',
  6: 'locked',
  8: 'read-only',
  11: 'corrupt',
  14: 'missing',
  26: 'corrupt',
}
