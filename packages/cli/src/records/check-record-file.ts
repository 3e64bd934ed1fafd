import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { UsageError } from '../usage-error.ts'

/** What its first bytes say a file is that holds no rows, and what to do. */
const others: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x1f, 0x8b], 'is compressed. Unpack it first: gunzip'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'is compressed. Unpack it first: zstd -d'],
  [[0x50, 0x4b, 3, 4], 'is an archive. Unpack it first'],
  [[0x50, 0x41, 0x52, 0x31], 'is Parquet. Write it as one JSON object per line'],
  [[0xff, 0xfe], 'is UTF-16. Write it in UTF-8'],
  [[0xfe, 0xff], 'is UTF-16. Write it in UTF-8'],
]

/** A record is read twice, so it has to be a file. @throws UsageError for what is none, or holds no rows */
export function checkRecordFile(file: string): 'sqlite' | 'rows' {
  const head = readHead(file)
  if (new TextDecoder().decode(head).startsWith('SQLite format 3')) return 'sqlite'
  if (head.length === 0) throw new UsageError(`${file} is empty. Give a ledger, or one JSON object per line.`)
  for (const [bytes, what] of others)
    if (bytes.every((byte, index) => head[index] === byte)) throw new UsageError(`${file} ${what}.`)
  return 'rows'
}

function readHead(file: string): Uint8Array {
  try {
    if (!statSync(file).isFile()) throw new UsageError(`${file} is no file. Name a ledger, or a file of rows.`)
    const descriptor = openSync(file, 'r')
    try {
      const head = new Uint8Array(16)
      return head.subarray(0, readSync(descriptor, head, 0, head.length, 0))
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new UsageError(isMissing ? `${file}: there is no such file.` : `${file}: it cannot be read. Check who may.`)
  }
}
