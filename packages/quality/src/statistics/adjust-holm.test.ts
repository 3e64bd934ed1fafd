import { describe, expect, it } from 'vitest'
import { adjustHolm } from './adjust-holm.ts'

describe('adjustHolm', () => {
  it.each([
    [[], []],
    [[0.03], [0.03]],
    [
      [0.04, 0.01, 0.03],
      [0.06, 0.03, 0.06],
    ],
    [
      [0.9, 0.8],
      [1, 1],
    ],
  ])('%j becomes %j', (values, adjusted) => {
    expect(adjustHolm(values)).toEqual(adjusted)
  })
})
