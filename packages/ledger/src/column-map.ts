/** Column by column, how a row is stored. */
export type ColumnMap<Row> = readonly (readonly [column: string, key: keyof Row & string])[]

/** Unknown is null, a boolean 0 or 1, an object its JSON. */
export function toValues<Row extends object>(map: ColumnMap<Row>, row: Row): (string | number | null)[] {
  return map.map(([, key]) => {
    const value: unknown = row[key]
    switch (typeof value) {
      case 'undefined':
        return null
      case 'boolean':
        return value ? 1 : 0
      case 'string':
      case 'number':
        return value
      default:
        return JSON.stringify(value)
    }
  })
}

/** A stored row as it was written; a column that an older schema does not have is unknown. */
export function fromRecord<Row extends object>(
  map: ColumnMap<Row>,
  record: Readonly<Record<string, unknown>>,
  booleans: ReadonlySet<string>,
): Partial<Row> {
  const row: Record<string, unknown> = {}
  for (const [column, key] of map) {
    const value = record[column] ?? undefined
    row[key] = booleans.has(key) && value !== undefined ? value === 1 : value
  }
  return row as Partial<Row>
}
