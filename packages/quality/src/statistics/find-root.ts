/**
 * Where a decreasing function passes zero between two bounds, by halving, to a 2^-`steps`th of their distance; a bound itself where the function
 * does not pass zero between them.
 */
export function findRoot(decreasing: (x: number) => number, low: number, high: number, steps = 50): number {
  let [below, above] = [low, high]
  for (let i = 0; i < steps; i++) {
    const middle = (below + above) / 2
    if (decreasing(middle) > 0) below = middle
    else above = middle
  }
  return (below + above) / 2
}
