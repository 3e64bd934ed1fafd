import type { SQLInputValue, StatementSync } from 'node:sqlite'

/** Statements being read: before Node 22.15 an iterator does not keep its own alive, and a collected one ends the process. */
const inUse = new Set<StatementSync>()

/** Rows of a statement, one at a time. */
export function* iterateRows(
  statement: StatementSync,
  ...parameters: readonly SQLInputValue[]
): Generator<Readonly<Record<string, unknown>>, void, undefined> {
  inUse.add(statement)
  try {
    for (const row of statement.iterate(...parameters)) yield row as Readonly<Record<string, unknown>>
  } finally {
    inUse.delete(statement)
  }
}
