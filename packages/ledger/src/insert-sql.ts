import type { ColumnMap } from './column-map.ts'

/** Of a row with these columns. */
export function insertSql<Row>(table: string, map: ColumnMap<Row>): string {
  const columns = map.map(([column]) => column)
  return `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`
}

/** The same, where a row with this key is replaced. */
export function upsertSql<Row>(table: string, map: ColumnMap<Row>, key: readonly string[]): string {
  const rest = map.map(([column]) => column).filter((column) => !key.includes(column))
  return `${insertSql(table, map)} on conflict (${key.join(', ')}) do update set ${rest.map((column) => `${column} = excluded.${column}`).join(', ')}`
}
