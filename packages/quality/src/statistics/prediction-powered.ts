import type { Estimate } from './estimate.ts'
import { normalQuantile } from './normal.ts'

/** One item with what is predicted of it, and what a person says where one was asked. */
export interface PredictedRow {
  readonly predicted: number
  readonly actual?: number | undefined
  /** How much of the whole it stands for. */
  readonly weight: number
}

export interface PredictionPowered extends Estimate {
  /** How far the predictions were trusted, 0 = not at all, 1 = fully. */
  readonly trust: number
  readonly labelled: number
  readonly predictedOnly: number
}

/**
 * The mean of what people would say of all items, from many predictions and few people: the mean prediction, put right by how far predictions
 * were off where people were asked (Angelopoulos and others, "Prediction-powered inference", Science 2023), with the trust that makes the
 * interval narrowest ("PPI++", arXiv 2311.01453). Holds where the items people were asked about are a random part of all.
 * undefined with fewer than two labelled items or two others.
 */
export function estimatePredictionPowered(
  rows: readonly PredictedRow[],
  confidence = 0.95,
): PredictionPowered | undefined {
  const labelled = rows.flatMap((row) => (row.actual === undefined ? [] : [{ ...row, actual: row.actual }]))
  const others = rows.filter(({ actual }) => actual === undefined)
  if (labelled.length < 2 || others.length < 2) return undefined
  const weights = labelled.map(({ weight }) => weight)
  const actual = toMean(
    labelled.map((row) => row.actual),
    weights,
  )
  const here = toMean(
    labelled.map(({ predicted }) => predicted),
    weights,
  )
  const there = toMean(
    others.map(({ predicted }) => predicted),
    others.map(({ weight }) => weight),
  )
  const together = toMean(
    labelled.map((row) => row.actual + row.predicted),
    weights,
  )
  const covariance = (together.variance - actual.variance - here.variance) / 2
  const trust = Math.min(1, Math.max(0, covariance / (here.variance + there.variance) || 0))
  const value = trust * there.value + actual.value - trust * here.value
  const variance = trust * trust * (there.variance + here.variance) + actual.variance - 2 * trust * covariance
  const reach = normalQuantile((1 + confidence) / 2) * Math.sqrt(Math.max(0, variance))
  return {
    value,
    low: value - reach,
    high: value + reach,
    trust,
    labelled: labelled.length,
    predictedOnly: others.length,
  }
}

/** A weighted mean and the variance of that mean. */
function toMean(values: readonly number[], weights: readonly number[]): { value: number; variance: number } {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const value = values.reduce((sum, x, i) => sum + x * (weights[i] ?? 0), 0) / total
  const squares = values.reduce((sum, x, i) => sum + ((weights[i] ?? 0) * (x - value)) ** 2, 0)
  return { value, variance: (squares / total ** 2) * (values.length / (values.length - 1)) }
}
