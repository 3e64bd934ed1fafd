import type { DatabaseSync } from 'node:sqlite'

/** A file that is only read may be of an older schema; of a table that it does not have, it has no column. */
export function hasColumn(db: DatabaseSync, table: string, column: string): boolean {
  return db.prepare('select 1 from pragma_table_info(?) where name = ?').get(table, column) !== undefined
}
