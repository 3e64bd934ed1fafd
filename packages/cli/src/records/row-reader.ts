import type { PastRequest } from '@signalbox/quality'
import type { JsonRow } from './read-json-rows.ts'

/** Reads rows of one shape. */
export interface RowReader {
  /** What a person would call such a record. */
  readonly name: string
  /** Whether a record that begins with this row is of this shape. */
  readonly reads: (row: JsonRow['json']) => boolean
  /** Whether such a row tells what became of its request. */
  readonly saysWhatHappened: (row: JsonRow['json']) => boolean
  /** What figures of what happened take for granted, in sentences. */
  readonly assumes: readonly string[]
  /** @throws BadRow saying what is wrong with the row, and of which kind it is */
  readonly toPast: (row: JsonRow) => PastRequest
}
