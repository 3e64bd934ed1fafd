import { expect, it } from 'vitest'
import { formatUsd } from './format-money.ts'

it.each([
  [undefined, 'unknown'],
  [0, '$0'],
  [0.00123456, '$0.00123'],
  [12.345, '$12.35'],
  [-1.819, '-$1.82'],
  [-0.0388, '-$0.0388'],
])('%s is %s', (usd, text) => {
  expect(formatUsd(usd)).toBe(text)
})
