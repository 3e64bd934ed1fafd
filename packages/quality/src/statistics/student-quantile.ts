/** Two-sided 95 % points of Student's t by degrees of freedom (Fisher and Yates, "Statistical Tables", table III). */
const points: readonly (readonly [df: number, t: number])[] = [
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [5, 2.571],
  [6, 2.447],
  [7, 2.365],
  [8, 2.306],
  [10, 2.228],
  [12, 2.179],
  [15, 2.131],
  [20, 2.086],
  [30, 2.042],
  [60, 2],
  [120, 1.98],
  [Infinity, 1.959964],
]

/** How many standard errors a two-sided 95 % interval reaches, at so many degrees of freedom; between the table's, linear in 1/df. */
export function studentQuantile(df: number): number {
  const at = points.findIndex(([known]) => known >= df)
  const [above, low] = points[at] ?? [Infinity, 1.959964]
  const [below, high] = points[at - 1] ?? [above, low]
  if (above === below) return low
  const share = (1 / df - 1 / above) / (1 / below - 1 / above)
  return low + share * (high - low)
}
