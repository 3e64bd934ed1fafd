type Path = readonly (string | number)[]

/** Where data goes too deep, and whether it is because something holds itself. */
export interface TooDeep {
  readonly path: Path
  readonly isCycle: boolean
}

/** The first place below `limit` levels; undefined = none. Safe on data that holds itself, as YAML aliases can make it. */
export function findTooDeep(value: unknown, limit: number): TooDeep | undefined {
  const ancestors: unknown[] = []
  const visit = (inner: unknown, path: Path): TooDeep | undefined => {
    if (typeof inner !== 'object' || inner === null) return undefined
    if (ancestors.includes(inner)) return { path, isCycle: true }
    if (ancestors.length >= limit) return { path, isCycle: false }
    ancestors.push(inner)
    const entries: Iterable<[string | number, unknown]> = Array.isArray(inner) ? inner.entries() : Object.entries(inner)
    for (const [key, child] of entries) {
      const found = visit(child, [...path, key])
      if (found !== undefined) return found
    }
    ancestors.pop()
    return undefined
  }
  return visit(value, [])
}
