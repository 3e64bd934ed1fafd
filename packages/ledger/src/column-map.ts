/** Column by column, how a row is stored; `read` is for a column that holds something else than the field does. */
export type ColumnMap<Row> = readonly (readonly [
  column: string,
  key: keyof Row & string,
  read?: (value: unknown) => unknown,
])[]

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

export function readBoolean(value: unknown): boolean | undefined {
  return value === null ? undefined : value === 1
}

export function readJson(value: unknown): unknown {
  return value === null ? undefined : JSON.parse(String(value))
}
