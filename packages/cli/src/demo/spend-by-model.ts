import type { TrendLine } from '@signalbox/quality/page'
import type { RowResult } from './run-policy.ts'

const kinds = ['accent', 'gate', 'classifier', 'fallback', 'constraint', 'unknown-task']
/** More places than a screen has to show. */
const mostPoints = 120

/** What each model has cost by then, USD, dearest first, over the requests in the order they ended. */
export function spendByModel(results: readonly RowResult[]): readonly TrendLine[] {
  const models = [...new Set(results.flatMap(({ outcome }) => outcome.attempts.map(({ model }) => model)))]
  const sums = new Map(models.map((model) => [model, 0]))
  const points = new Map(models.map((model) => [model, [{ at: 0, value: 0 }]]))
  const step = Math.max(1, Math.ceil(results.length / mostPoints))
  results.forEach(({ outcome }, index) => {
    for (const { model, costNanoUsd = 0 } of outcome.attempts)
      sums.set(model, (sums.get(model) ?? 0) + costNanoUsd / 1e9)
    const at = index + 1
    if (at % step !== 0 && at !== results.length) return
    for (const model of models) points.get(model)?.push({ at, value: sums.get(model) ?? 0 })
  })
  return models
    .toSorted((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0) || (a < b ? -1 : 1))
    .map((model, place) => ({
      label: model,
      kind: kinds[place % kinds.length] ?? 'other',
      points: points.get(model) ?? [],
    }))
}
