import { describe, expect, it } from 'vitest'
import { toHumanLabel, type LabelledRequest } from './human-labels.ts'

const requests = new Map<string, LabelledRequest>([
  ['r', { servedN: 2, attempts: new Set([1, 2, 3]) }],
  ['lost', { servedN: undefined, attempts: new Set([1]) }],
])

function read(row: unknown): ReturnType<typeof toHumanLabel> {
  return toHumanLabel(row, (id) => requests.get(id), 5)
}

describe("a person's label", () => {
  it('is of the answer that served, unless it names another', () => {
    expect(read({ requestId: 'r', score: 1 })).toEqual({
      requestId: 'r',
      n: 2,
      source: 'human',
      rater: undefined,
      study: undefined,
      versusN: undefined,
      score: 1,
      reason: undefined,
      atMs: 5,
    })
    expect(read({ requestId: 'r', n: 3, versusN: 2, score: 0.5, rater: 'Ada', reason: 'alike' })).toMatchObject({
      n: 3,
      versusN: 2,
      score: 0.5,
      rater: 'Ada',
      reason: 'alike',
    })
    expect(read({ requestId: 'lost', n: 1, score: 0 })).toMatchObject({ n: 1 })
  })

  it.each([
    [null, /no object/],
    [[], /no object/],
    [{ score: 1 }, /needs a requestId/],
    [{ requestId: 'r' }, /score from 0 to 1/],
    [{ requestId: 'r', score: '1' }, /score from 0 to 1/],
    [{ requestId: 'r', score: 5 }, /score from 0 to 1/],
    [{ requestId: 'r', score: Number.NaN }, /score from 0 to 1/],
    [{ requestId: 'q', score: 1 }, /no request q/],
    [{ requestId: 'lost', score: 1 }, /nothing served/],
    [{ requestId: 'r', n: 9, score: 1 }, /no attempt 9/],
    [{ requestId: 'r', n: '2', score: 1 }, /no attempt "2"/],
    [{ requestId: 'r', versusN: 9, score: 1 }, /no attempt 9/],
    [{ requestId: 'r', versusN: 2, score: 1 }, /with itself/],
    [{ requestId: 'r', score: 1, rater: 7 }, /rater is no text/],
    [{ requestId: 'r', score: 1, scroe: 0 }, /a field scroe; there are requestId/],
  ])('%j is refused', (row, why) => {
    expect(read(row)).toMatch(why)
  })
})
