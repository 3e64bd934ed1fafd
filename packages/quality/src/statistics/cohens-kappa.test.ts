import { seededRandom } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { cohensKappa } from './cohens-kappa.ts'

describe('cohensKappa', () => {
  it.each([
    [
      'half by chance',
      [
        [20, 5],
        [10, 15],
      ],
      0.4,
    ],
    [
      'always',
      [
        [7, 0, 0],
        [0, 5, 0],
        [0, 0, 3],
      ],
      1,
    ],
    [
      'as by chance',
      [
        [25, 25],
        [25, 25],
      ],
      0,
    ],
    [
      'never',
      [
        [0, 10],
        [10, 0],
      ],
      -1,
    ],
  ])('%s', (_, counts, kappa) => {
    expect(cohensKappa(counts)?.value).toBeCloseTo(kappa, 12)
  })

  it('has no meaning without anything, or where both always say the same one thing', () => {
    expect(
      cohensKappa([
        [0, 0],
        [0, 0],
      ]),
    ).toBeUndefined()
    expect(
      cohensKappa([
        [12, 0],
        [0, 0],
      ]),
    ).toBeUndefined()
  })

  it('covers the truth in about 95 % of 1,000 tables', () => {
    const random = seededRandom('kappa')
    let covered = 0
    for (let study = 0; study < 1000; study++) {
      const counts = [
        [0, 0],
        [0, 0],
      ]
      for (let i = 0; i < 150; i++) {
        const first = random() < 0.5 ? 0 : 1
        const second = random() < 0.7 ? first : 1 - first
        const row = counts[first]
        if (row) row[second] = (row[second] ?? 0) + 1
      }
      const { low, high } = cohensKappa(counts) ?? { low: 1, high: 0 }
      if (low <= 0.4 && 0.4 <= high) covered++
    }
    expect(covered / 1000).toBeGreaterThan(0.93)
    expect(covered / 1000).toBeLessThan(0.97)
  })
})
