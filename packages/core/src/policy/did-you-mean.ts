/** A hint for a name that is not known: the nearest one there is, or all of a few. Starts with a space; empty = no hint. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearest(name, known)
  if (near !== undefined) return ` Did you mean "${near}"?`
  return known.length === 0 || known.length > 20 ? '' : ` Known: ${known.join(', ')}.`
}

/** The name with the fewest edits, if they are few enough to be a slip. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Math.max(2, Math.floor(name.length / 3)) + 1
  for (const one of known) {
    const distance = editDistance(name, one, least)
    if (distance < least) {
      least = distance
      best = one
    }
  }
  return best
}

/** Levenshtein 1966, over at most 80 characters. */
function editDistance(a: string, b: string, limit: number): number {
  if (a.length > 80 || Math.abs(a.length - b.length) >= limit) return limit
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost))
    }
    row = next
  }
  return row[b.length] ?? limit
}
