import { savedShare, seededRandom } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { savedRow } from '../../test/saved-row.ts'
import { foldSavings } from './fold-savings.ts'
import type { SavingsRow } from './savings-row.ts'

const many = (n: number, of: (index: number) => Partial<SavingsRow> = () => ({})): SavingsRow[] =>
  Array.from({ length: n }, (_, index) => savedRow({ requestId: `r${index}`, ...of(index) }))

describe('the interval', () => {
  it('is that of the delta method where every request stands alone', () => {
    const random = seededRandom('alone')
    const rows = many(4_000, () => {
      const baselineCostNanoUsd = 1 + Math.floor(random() * 1_000)
      return {
        baselineCostNanoUsd,
        costNanoUsd: random() < 0.3 ? baselineCostNanoUsd : Math.floor(baselineCostNanoUsd / 20),
      }
    })
    const delta = intervalByRequest(rows)
    const made = foldSavings(rows).baselines[0]?.savedShare
    expect(made?.value).toBeCloseTo(delta.value, 10)
    expect(made?.low).toBeCloseTo(delta.low, 2)
    expect(made?.high).toBeCloseTo(delta.high, 2)
  })

  it('covers the truth where conversations go to one model as a whole, and an interval by request does not', () => {
    const random = seededRandom('conversations')
    const studies = 300
    let covered = 0
    let coveredByRequest = 0
    for (let study = 0; study < studies; study++) {
      const rows: SavingsRow[] = []
      for (let conversation = 0; conversation < 60; conversation++) {
        const isMoved = random() < 0.7
        const requests = 1 + Math.floor(random() * 15)
        for (let index = 0; index < requests; index++) {
          const baselineCostNanoUsd = 500 + Math.floor(random() * 1_000)
          rows.push(
            savedRow({
              requestId: `${conversation}/${index}`,
              session: `s${conversation}`,
              baselineCostNanoUsd,
              costNanoUsd: isMoved ? Math.round(baselineCostNanoUsd * 0.05) : baselineCostNanoUsd,
            }),
          )
        }
      }
      const truth = 0.7 * 0.95
      const made = foldSavings(rows, { seed: `study ${study}` }).baselines[0]?.savedShare
      if ((made?.low ?? 1) <= truth && truth <= (made?.high ?? 0)) covered++
      const naive = intervalByRequest(rows)
      if (naive.low <= truth && truth <= naive.high) coveredByRequest++
    }
    expect(covered / studies).toBeGreaterThan(0.91)
    expect(coveredByRequest / studies).toBeLessThan(0.7)
  })

  it('covers the truth where a few conversations are dear, fifty times the median and more', () => {
    const random = seededRandom('dear')
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    let [known, covered] = [0, 0]
    for (let study = 0; study < 300; study++) {
      const rows = many(100, () => {
        const baselineCostNanoUsd = Math.round(1_000_000 * Math.exp(1.5 * normal()))
        return { baselineCostNanoUsd, costNanoUsd: Math.round(baselineCostNanoUsd * (random() < 0.2 ? 1.15 : 0.12)) }
      })
      const { savedShare } = foldSavings(rows, { seed: `study ${study}` }).baselines[0]!
      if (savedShare?.low === undefined || savedShare.high === undefined) continue
      known++
      if (savedShare.low <= 1 - 0.326 && 1 - 0.326 <= savedShare.high) covered++
    }
    expect(known).toBeGreaterThan(150)
    expect(covered / known).toBeGreaterThan(0.9)
  })
})

function intervalByRequest(rows: readonly SavingsRow[]): { value: number; low: number; high: number } {
  const sums = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }
  for (const { costNanoUsd: x, baselineCostNanoUsd: y = 0 } of rows) {
    sums.n++
    sums.x += x
    sums.y += y
    sums.xx += x * x
    sums.yy += y * y
    sums.xy += x * y
  }
  const made = savedShare(sums)
  if (made?.low === undefined || made.high === undefined) throw new Error('there are a baseline and ten requests')
  return { value: made.value, low: made.low, high: made.high }
}
