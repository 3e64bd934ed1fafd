/** ` Did you mean "x"?`, or nothing where no name is near. Starts with a space. */
export function nearestName(name: string, known: readonly string[]): string {
  const limit = Math.max(2, Math.floor(name.length / 4))
  const [near] = known
    .map((one) => [one, distance(name, one, limit)] as const)
    .filter(([, edits]) => edits <= limit)
    .toSorted((a, b) => a[1] - b[1])
  return near === undefined ? '' : ` Did you mean "${near[0]}"?`
}

/** Levenshtein 1966, over at most 80 characters. */
function distance(a: string, b: string, limit: number): number {
  if (a.length > 80 || Math.abs(a.length - b.length) > limit) return Infinity
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      )
    row = next
  }
  return row[b.length] ?? Infinity
}
