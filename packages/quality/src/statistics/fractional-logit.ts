/** One observation: `y` from 0 to 1, fractions included. */
export interface LogitRow {
  readonly x: number
  readonly y: number
  readonly weight: number
}

/** A coefficient and its standard error, in log odds. */
export interface Coefficient {
  readonly value: number
  readonly error: number
}

export interface LogitFit {
  /** At x = 0. */
  readonly intercept: Coefficient
  readonly slope: Coefficient
}

/** Log odds beyond which the rows are taken to be separable: no finite coefficient fits them. */
const steepest = 12

/**
 * Log odds of the mean of y as a line in x, by Newton's steps, with errors that hold whatever the spread of y is (Papke and Wooldridge,
 * "Econometric methods for fractional response variables", Journal of Applied Econometrics 1996). undefined where it cannot be fitted:
 * fewer than three rows, x all alike, or y told apart by x without an exception.
 */
export function fitFractionalLogit(rows: readonly LogitRow[]): LogitFit | undefined {
  if (rows.length < 3) return undefined
  let [intercept, slope] = [0, 0]
  for (let step = 0; step < 30; step++) {
    const { gradient, curvature } = sumsAt(rows, intercept, slope)
    const move = solve(curvature, gradient)
    if (move === undefined) return undefined
    intercept += move[0]
    slope += move[1]
    if (Math.abs(intercept) + Math.abs(slope) > steepest) return undefined
    if (Math.abs(move[0]) + Math.abs(move[1]) < 1e-10) return toFit(rows, intercept, slope)
  }
  return undefined
}

type Vector = readonly [number, number]
/** A symmetric matrix: at 00, 01 and 11. */
type Matrix = readonly [number, number, number]

function sumsAt(
  rows: readonly LogitRow[],
  intercept: number,
  slope: number,
): { gradient: Vector; curvature: Matrix; spread: Matrix } {
  const [gradient, curvature, spread] = [
    [0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ] as [[number, number], [number, number, number], [number, number, number]]
  for (const { x, y, weight } of rows) {
    const mean = 1 / (1 + Math.exp(-intercept - slope * x))
    const lack = weight * (y - mean)
    const bend = weight * mean * (1 - mean)
    gradient[0] += lack
    gradient[1] += lack * x
    for (const [i, factor] of [1, x, x * x].entries()) {
      curvature[i as 0 | 1 | 2] += bend * factor
      spread[i as 0 | 1 | 2] += lack * lack * factor
    }
  }
  return { gradient, curvature, spread }
}

function solve([a, b, c]: Matrix, [p, q]: Vector): Vector | undefined {
  const determinant = a * c - b * b
  if (!(determinant > 1e-10 * a * a)) return undefined
  return [(c * p - b * q) / determinant, (a * q - b * p) / determinant]
}

function toFit(rows: readonly LogitRow[], intercept: number, slope: number): LogitFit | undefined {
  const { curvature, spread } = sumsAt(rows, intercept, slope)
  const error = (unit: Vector): number => {
    const [p, q] = solve(curvature, unit) ?? [0, 0]
    return Math.sqrt(
      (p * p * spread[0] + 2 * p * q * spread[1] + q * q * spread[2]) * (rows.length / (rows.length - 2)),
    )
  }
  return { intercept: { value: intercept, error: error([1, 0]) }, slope: { value: slope, error: error([0, 1]) } }
}
