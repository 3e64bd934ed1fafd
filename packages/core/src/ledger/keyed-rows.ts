/** Rows in the order they came, each found by its key. */
export interface KeyedRows<Key, Row> {
  readonly all: readonly Row[]
  readonly find: (key: Key) => Row | undefined
  /** Takes the place of the row with the same key, if there is one. */
  readonly put: (row: Row) => void
}

/** @param toText of a key, the same for keys that are equal */
export function createKeyedRows<Key, Row extends Key>(toText: (key: Key) => string): KeyedRows<Key, Row> {
  const all: Row[] = []
  const places = new Map<string, number>()
  return {
    all,
    find: (key) => all[places.get(toText(key)) ?? -1],
    put: (row) => {
      const text = toText(row)
      const place = places.get(text)
      if (place === undefined) places.set(text, all.push(row) - 1)
      else all[place] = row
    },
  }
}
