import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainDifference, type DifferenceInput } from './explain-difference.ts'

const input = (change: {
  readonly ours?: Partial<DifferenceInput['ours']>
  readonly theirs?: Partial<DifferenceInput['theirs']>
  readonly told?: Partial<DifferenceInput['told']>
  readonly roundingNanoUsd?: number
}): DifferenceInput => ({
  ours: {
    requests: 10,
    inputTokens: 1_000,
    outputTokens: 100,
    costNanoUsd: 1_000,
    costUnknown: 0,
    midnightNanoUsd: 0,
    ...change.ours,
  },
  theirs: { requests: 10, inputTokens: 1_000, outputTokens: 100, costNanoUsd: 1_000, rows: 1, ...change.theirs },
  told: { requests: true, tokens: true, cost: true, models: true, ...change.told },
  roundingNanoUsd: change.roundingNanoUsd ?? 0,
})

describe('why two sides differ', () => {
  it.each<[string, Parameters<typeof input>[0], readonly (readonly [string, number])[]]>([
    ['they agree', {}, []],
    ['a printed cost is rounded', { theirs: { costNanoUsd: 1_004 }, roundingNanoUsd: 5 }, [['rounding', 4]]],
    ['another price for the same tokens', { theirs: { costNanoUsd: 1_100 } }, [['price-differs', 100]]],
    ['a price for the same tokens that is lower', { theirs: { costNanoUsd: 900 } }, [['price-differs', -100]]],
    [
      'we have nothing of it',
      { ours: { requests: 0, inputTokens: 0, outputTokens: 0, costNanoUsd: 0 } },
      [['only-theirs', 1_000]],
    ],
    [
      'they have nothing of it',
      { theirs: { requests: 0, inputTokens: 0, outputTokens: 0, costNanoUsd: 0, rows: 0 } },
      [['only-ours', -1_000]],
    ],
    [
      'costs of ours that are not known',
      { theirs: { costNanoUsd: 1_300 }, ours: { costUnknown: 2 } },
      [
        ['cost-unknown', 260],
        ['price-differs', 40],
      ],
    ],
    [
      'one unknown cost of a hundred, where the export tells no requests, is one of the hundredth part',
      {
        ours: { requests: 101, costNanoUsd: 1_000, costUnknown: 1 },
        theirs: { requests: 0, inputTokens: 0, outputTokens: 0, costNanoUsd: 2_000 },
        told: { requests: false, tokens: false },
      },
      [
        ['cost-unknown', 10],
        ['unexplained', 990],
      ],
    ],
    [
      'no cost of ours is known, and the export tells no requests',
      {
        ours: { costNanoUsd: 0, costUnknown: 10 },
        theirs: { requests: 0, inputTokens: 0, outputTokens: 0 },
        told: { requests: false, tokens: false },
      },
      [['cost-unknown', 1_000]],
    ],
    [
      'traffic of other keys',
      { theirs: { requests: 20, inputTokens: 2_000, outputTokens: 200, costNanoUsd: 2_000 } },
      [['other-traffic', 1_000]],
    ],
    [
      'other traffic, and more than that',
      { theirs: { requests: 20, inputTokens: 2_000, outputTokens: 200, costNanoUsd: 3_000 } },
      [
        ['other-traffic', 1_500],
        ['unexplained', 500],
      ],
    ],
    [
      'less than we have',
      { theirs: { requests: 5, inputTokens: 500, outputTokens: 50, costNanoUsd: 500 } },
      [['not-in-export', -500]],
    ],
    [
      'what went over midnight',
      { theirs: { requests: 9, inputTokens: 900, outputTokens: 90, costNanoUsd: 900 }, ours: { midnightNanoUsd: 100 } },
      [['midnight', -100]],
    ],
    [
      'costs alone',
      { told: { tokens: false, requests: false }, theirs: { costNanoUsd: 1_500 } },
      [['unexplained', 500]],
    ],
    [
      'the same requests as other tokens',
      { theirs: { inputTokens: 2_000, outputTokens: 50, costNanoUsd: 1_500 } },
      [['tokens-differ', 500]],
    ],
    [
      'other requests, more of one kind of tokens and less of the other',
      { theirs: { requests: 12, inputTokens: 2_000, outputTokens: 50, costNanoUsd: 1_500 } },
      [['unexplained', 500]],
    ],
    ['requests alone that agree', { told: { tokens: false }, theirs: { costNanoUsd: 1_500 } }, [['unexplained', 500]]],
  ])('%s', (_, change, parts) => {
    expect(explainDifference(input(change)).map(({ reason, nanoUsd }) => [reason, nanoUsd])).toEqual(parts)
  })

  it('always adds up to the difference, each part on its side of it', () => {
    const count = fc.integer({ min: 0, max: 5_000 })
    const side = { requests: count, inputTokens: count, outputTokens: count, costNanoUsd: count }
    fc.assert(
      fc.property(
        fc.record({ ...side, costUnknown: count, midnightNanoUsd: count }),
        fc.record({ ...side, rows: fc.integer({ min: 0, max: 3 }) }),
        fc.record({ requests: fc.boolean(), tokens: fc.boolean() }),
        fc.integer({ min: 0, max: 100 }),
        (ours, theirs, told, roundingNanoUsd) => {
          const parts = explainDifference(input({ ours, theirs, told, roundingNanoUsd }))
          const difference = theirs.costNanoUsd - ours.costNanoUsd
          expect(parts.reduce((sum, { nanoUsd }) => sum + nanoUsd, 0)).toBe(difference)
          for (const { nanoUsd } of parts) expect(Math.sign(nanoUsd)).toBe(Math.sign(difference))
        },
      ),
    )
  })
})
