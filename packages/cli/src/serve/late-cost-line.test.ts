import { expect, it } from 'vitest'
import { toLateCostLine } from './late-cost-line.ts'

const none = { found: 0, missing: 0, dropped: 0, failed: 0 }

it('nothing to look up is no line', () => expect(toLateCostLine(none)).toBeUndefined())

it.each([
  [{ found: 2 }, 'info'],
  [{ found: 2, failed: 1 }, 'warn'],
  [{ missing: 1 }, 'warn'],
  [{ dropped: 1 }, 'warn'],
])('%j is told as %s', (some, level) => {
  const tally = { ...none, ...some }
  expect(toLateCostLine(tally)).toEqual({ level, message: 'late costs', fields: tally })
})
