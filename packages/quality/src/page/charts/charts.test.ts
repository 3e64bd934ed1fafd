import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMarkup } from '../kit/html.ts'
import { forestPlot } from './forest-plot.ts'
import { niceAbove } from './scale.ts'
import { shareBars } from './share-bars.ts'
import { shiftChart } from './shift-chart.ts'
import { trendChart } from './trend-chart.ts'

const heads = { caption: 'c', labelHead: 'l', valueHead: 'v' }
const maybeShare = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined })
/** Every place of a mark, in per cent. */
const placesOf = (markup: string): readonly number[] =>
  [...markup.matchAll(/\s(?:x|x1|x2|cx|width)="(-?[\d.e+-]+|NaN|Infinity)%"/g)].map(([, place]) => Number(place))

describe('charts', () => {
  it('keep every mark within the frame, whatever is unknown', () => {
    const row = fc.record({ from: maybeShare, to: maybeShare, atMost: maybeShare })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const bars = rows.map(({ from, to, atMost }) => ({
          label: 'x',
          share: { value: from, low: to, high: atMost },
          parts: [{ kind: 'rule', share: from ?? 0 }],
        }))
        const markup = [
          shareBars({ ...heads, bars, limits: [0.2, 0.3] }),
          shiftChart({ ...heads, rows: rows.map((one) => ({ ...one, label: 'x', value: 'y' })), limits: [0.2] }),
          forestPlot({ ...heads, rows: bars.map(({ share }) => ({ label: 'x', difference: share, value: 'y' })) }),
        ]
          .map(toMarkup)
          .join('')
        for (const place of placesOf(markup)) expect(place).toBeGreaterThanOrEqual(0)
        for (const place of placesOf(markup)) expect(place).toBeLessThanOrEqual(100)
        expect(markup).not.toMatch(/NaN|undefined|Infinity/)
      }),
    )
  })

  it('fold rows beyond sixteen away', () => {
    const bars = Array.from({ length: 40 }, () => ({ label: 'x', share: {}, parts: [] }))
    const markup = toMarkup(shareBars({ ...heads, bars, limits: [] }))
    expect(markup).toMatch(/<summary>24 more<\/summary>/)
    expect(markup.split('<details>')[0]?.match(/<th scope="row">/g)).toHaveLength(16)
  })

  it('leave a gap where a day is unknown, and a dot where it stands alone', () => {
    const points = [0.1, undefined, 0.2, 0.3].map((value, at) => ({ at, value }))
    const lines = [{ label: 'a', kind: 'accent', points }]
    const markup = toMarkup(trendChart({ title: 't', description: 'd', lines, toX: String, toY: String }))
    expect(markup.match(/class="dot is-accent"/g)).toHaveLength(1)
    expect(markup.match(/class="line is-accent"/g)).toHaveLength(1)
    expect(markup).toMatch(/<title>1, a unknown<\/title>/)
  })

  it.each([
    [0, 1],
    [0.05, 0.05],
    [0.051, 0.06],
    [6.2, 8],
    [9.1, 10],
    [1_234, 1_500],
  ])('an axis for %s ends at %s', (value, end) => expect(niceAbove(value)).toBeCloseTo(end, 9))
})
