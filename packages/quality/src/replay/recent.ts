/** Remembers what was set last: at least so many keys, at most twice as many. */
export interface Recent<Value> {
  readonly get: (key: string) => Value | undefined
  readonly set: (key: string, value: Value) => void
}

/** In two generations: to take out one key at a time makes a map slow. */
export function createRecent<Value>(least: number): Recent<Value> {
  let young = new Map<string, Value>()
  let old = new Map<string, Value>()
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set: (key, value) => {
      if (young.size >= least && !young.has(key)) [old, young] = [young, new Map()]
      young.set(key, value)
    },
  }
}
