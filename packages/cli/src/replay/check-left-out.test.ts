import { expect, it } from 'vitest'
import { checkLeftOut } from './check-left-out.ts'

const problems = [
  { kind: 'broken line', rows: 3, examples: [] },
  { kind: 'no id', rows: 1, examples: [] },
]

it.each([
  [undefined, undefined],
  [0.04, true],
  [0.03, false],
])('4 rows of 100 left out where %s may be', (most, holds) => {
  expect(checkLeftOut(problems, 96, most)[0]?.holds).toBe(holds)
})

it('nothing left out of nothing', () => {
  expect(checkLeftOut([], 0, 0)).toMatchObject([{ found: 0, holds: true }])
})
