import { describe, expect, it } from 'vitest'
import { toJudgedPairs } from '../../test/judge/judged-pairs.ts'
import { summarizeAgreement } from './summarize-agreement.ts'
import type { Winner } from './verdict.ts'

const pairs = toJudgedPairs([
  ['a', 'a', 4],
  ['tie', 'tie', 4],
  ['b', 'b', 4],
])

const saying = (winners: readonly (Winner | undefined)[]): Parameters<typeof summarizeAgreement>[1] => {
  return ({ requestId }) => winners[Number(requestId.slice(1))]
}

describe('summarizeAgreement', () => {
  it('is nothing where nobody was asked', () => {
    expect(summarizeAgreement(pairs, () => undefined)).toBeUndefined()
  })

  it('counts who said what of the pairs both judged', () => {
    const people = saying(['a', 'a', 'b', undefined, 'tie', 'tie', 'b', undefined, 'b', 'b', 'a', undefined])
    expect(summarizeAgreement(pairs, people)).toMatchObject({
      pairs: 9,
      agreed: { numerator: 6, denominator: 9 },
      kappa: { value: expect.closeTo(0.5, 12) },
      missedLosses: { numerator: 2, denominator: 4 },
      missedWins: { numerator: 1, denominator: 3 },
      inventedPreferences: { numerator: 0, denominator: 2 },
      commonest: { winner: 'b', share: 4 / 9 },
    })
  })

  it('has no kappa where both always say the same one thing', () => {
    const agreement = summarizeAgreement(toJudgedPairs([['tie', 'tie', 5]]), () => 'tie')
    expect(agreement?.kappa).toBeUndefined()
    expect(agreement?.agreed.value).toBe(1)
  })
})
