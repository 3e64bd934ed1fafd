/**
 * p-values of a family, raised so that the chance of even one false claim at level p stays p, whatever they have to do with each other
 * (Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 1979). In the order they came.
 */
export function adjustHolm(values: readonly number[]): number[] {
  const adjusted = values.map(() => 1)
  let highest = 0
  const ascending = values.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p)
  for (const [rank, { p, index }] of ascending.entries()) {
    highest = Math.max(highest, Math.min(1, p * (values.length - rank)))
    adjusted[index] = highest
  }
  return adjusted
}
