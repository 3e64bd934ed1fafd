import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { ColumnMap } from './column-map.ts'
import { iterateRows } from './iterate-rows.ts'

/** Reads rows of one table. */
export interface RowReader<Row> {
  readonly all: (...parameters: readonly SQLInputValue[]) => Row[]
  /** One at a time; the database is held until the last. */
  readonly each: (...parameters: readonly SQLInputValue[]) => Generator<Row, void, undefined>
}

/**
 * @param columns what is read of a row: fields of others are missing, those of columns that an older file does not have are unknown
 * @param tail of the statement, from `from` on
 */
export function createRowReader<Row>(
  db: DatabaseSync,
  table: string,
  columns: ColumnMap<Row>,
  tail: string,
): RowReader<Row> {
  const stored = new Set(
    db
      .prepare('select name from pragma_table_info(?)')
      .all(table)
      .map(({ name }) => name),
  )
  const list = columns.map(([column]) => (stored.has(column) ? `${table}.${column}` : `null as ${column}`))
  const statement = db.prepare(`select ${list.join(', ')} ${tail}`)
  // A third of the time; Node 24 has it.
  if ('setReturnArrays' in statement) statement.setReturnArrays(true)
  const toRow = (record: object): Row => fromValues(columns, Array.isArray(record) ? record : Object.values(record))
  return {
    all: (...parameters) => statement.all(...parameters).map(toRow),
    each: function* (...parameters) {
      for (const record of iterateRows(statement, ...parameters)) yield toRow(record)
    },
  }
}

function fromValues<Row>(columns: ColumnMap<Row>, values: readonly unknown[]): Row {
  const row: Record<string, unknown> = {}
  for (let index = 0; index < columns.length; index++) {
    const [, key = '', read] = columns[index] ?? []
    const value = values[index]
    row[key] = read === undefined ? (value ?? undefined) : read(value)
  }
  return row as Row
}
