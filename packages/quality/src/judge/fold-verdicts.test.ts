import { describe, expect, it } from 'vitest'
import { foldVerdicts } from './fold-verdicts.ts'
import type { PairVerdict, Winner } from './verdict.ts'

const verdict = (order: PairVerdict['order'], winner: Winner, requestId = 'r1'): PairVerdict => ({
  requestId,
  task: 'extract',
  a: { n: 1, model: 'small', tier: 'economy' },
  b: { n: 2, model: 'large', tier: 'frontier' },
  order,
  winner,
  judge: 'judge/one',
})

describe('foldVerdicts', () => {
  it.each([
    ['a', 'a', 'a', 1, 'same'],
    ['b', 'b', 'b', -1, 'same'],
    ['tie', 'tie', 'tie', 0, 'same'],
    ['a', 'tie', 'tie', 0.5, 'leaning'],
    ['tie', 'b', 'tie', -0.5, 'leaning'],
    ['a', 'b', 'tie', 0, 'opposed'],
    ['b', 'a', 'tie', 0, 'opposed'],
  ] as const)('%s with a first and %s with b first: %s', (aFirst, bFirst, winner, preference, agreement) => {
    const { pairs, incomplete } = foldVerdicts([verdict('b-first', bFirst), verdict('a-first', aFirst)])
    expect(pairs).toMatchObject([{ aFirst, bFirst, winner, preference, agreement }])
    expect(incomplete).toBe(0)
  })

  it('counts a pair judged in one order as incomplete, and takes the later of two verdicts', () => {
    const { pairs, incomplete } = foldVerdicts([
      verdict('a-first', 'a', 'half'),
      verdict('a-first', 'b'),
      verdict('a-first', 'a'),
      verdict('b-first', 'a'),
    ])
    expect(pairs.map(({ requestId, winner }) => [requestId, winner])).toEqual([['r1', 'a']])
    expect(incomplete).toBe(1)
  })
})
