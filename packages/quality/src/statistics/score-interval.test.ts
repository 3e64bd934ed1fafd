import { toShare } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreInterval } from './score-interval.ts'

const many = (counts: Readonly<Record<string, number>>): number[] =>
  Object.entries(counts).flatMap(([value, count]) => Array.from({ length: count }, () => Number(value)))

describe('scoreInterval', () => {
  it('is Wilson for shares', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (ones, zeros) => {
        fc.pre(ones + zeros > 0)
        const { low, high } = scoreInterval(many({ 1: ones, 0: zeros }), { range: [0, 1] }) ?? { low: -1, high: -1 }
        const wilson = toShare(ones, ones + zeros)
        expect(low).toBeCloseTo(wilson.low ?? -1, 9)
        expect(high).toBeCloseTo(wilson.high ?? -1, 9)
      }),
    )
  })

  // Of Tango's closed form: without any discordant pair, z² / (n + z²).
  it('does not take silence for certainty', () => {
    const interval = scoreInterval(many({ 0: 60 }), { range: [-1, 1] })
    expect(interval?.value).toBe(0)
    expect(interval?.high).toBeCloseTo(3.8414588 / 63.8414588, 7)
    expect(interval?.low).toBeCloseTo(-3.8414588 / 63.8414588, 7)
  })

  // Tango's restricted likelihood has a closed form for -1, 0 and 1: at both ends its statistic is z.
  it('is Tango for differences of paired proportions', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.nat(40), (wins, ties, losses) => {
        fc.pre(wins + ties + losses > 0)
        const n = wins + ties + losses
        const interval = scoreInterval(many({ 1: wins, 0: ties, '-1': losses }), { range: [-1, 1] })
        for (const end of [interval?.low ?? 0, interval?.high ?? 0]) {
          if (Math.abs(end) > 1 - 1e-9) continue
          const b = -wins - losses + (2 * n - wins + losses) * end
          const loss = (Math.sqrt(b * b + 8 * n * losses * end * (1 - end)) - b) / (4 * n)
          const statistic = (wins - losses - n * end) / Math.sqrt(n * (2 * loss + end * (1 - end)))
          expect(Math.abs(statistic)).toBeCloseTo(1.959963985, 5)
        }
      }),
    )
  })

  it('holds its value, turns round with its values, and narrows with more of them', () => {
    const value = fc.constantFrom(-1, -0.5, 0, 0.5, 1)
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 80 }), (values) => {
        const all = scoreInterval(values, { range: [-1, 1] })
        const turned = scoreInterval(
          values.map((x) => -x),
          { range: [-1, 1] },
        )
        const doubled = scoreInterval([...values, ...values], { range: [-1, 1] })
        if (all === undefined || turned === undefined || doubled === undefined) throw new Error('no interval')
        expect(all.low).toBeLessThanOrEqual(all.value)
        expect(all.high).toBeGreaterThanOrEqual(all.value)
        expect(turned.low).toBeCloseTo(-all.high, 9)
        expect(doubled.high - doubled.low).toBeLessThan(all.high - all.low + 1e-9)
      }),
    )
  })

  it('says nothing of nothing', () => {
    expect(scoreInterval([], { range: [0, 1] })).toBeUndefined()
  })
})
