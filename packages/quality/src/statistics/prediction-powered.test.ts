import { seededRandom } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { estimatePredictionPowered } from './prediction-powered.ts'

describe('estimatePredictionPowered', () => {
  it('needs some of both kinds', () => {
    expect(estimatePredictionPowered([])).toBeUndefined()
    expect(estimatePredictionPowered([{ predicted: 1, actual: 1, weight: 1 }])).toBeUndefined()
  })

  it('puts a constant error right: people decide, predictions only narrow', () => {
    const rows = Array.from({ length: 60 }, (_, i) => {
      const actual = i % 3 === 0 ? 1 : 0
      return { predicted: actual + 0.25, actual: i < 30 ? actual : undefined, weight: 1 }
    })
    const { value, trust, labelled, predictedOnly } = estimatePredictionPowered(rows) ?? { value: 0 }
    expect(value).toBeCloseTo(1 / 3, 12)
    expect(trust).toBeCloseTo(0.5, 12)
    expect([labelled, predictedOnly]).toEqual([30, 30])
  })

  it('covers the truth where the predictions are off, and is narrower than people alone', () => {
    const random = seededRandom('ppi')
    let [covered, wide, alone] = [0, 0, 0]
    for (let study = 0; study < 1000; study++) {
      const rows = Array.from({ length: 400 }, (_, i) => {
        const draw = random()
        const truth = draw < 0.2 ? 1 : draw < 0.5 ? -1 : 0
        const predicted = random() < 0.8 ? truth : 1
        return { predicted, actual: i < 60 ? truth : undefined, weight: 1 }
      })
      const { low, high } = estimatePredictionPowered(rows) ?? { low: 1, high: 0 }
      if (low <= -0.1 && -0.1 <= high) covered++
      wide += high - low
      const actual = rows.flatMap((row) => row.actual ?? [])
      const mean = actual.reduce((sum, x) => sum + x, 0) / 60
      const variance = actual.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 59
      alone += 2 * 1.96 * Math.sqrt(variance / 60)
    }
    expect(covered / 1000).toBeGreaterThan(0.93)
    expect(wide / alone).toBeLessThan(0.85)
  })
})
