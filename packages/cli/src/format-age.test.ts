import { expect, it } from 'vitest'
import { formatAge } from './format-age.ts'

it.each([
  [0, '0 s'],
  [1_999, '1 s'],
  [90_000, '90 s'],
  [5_400_000, '90 min'],
  [7_200_000, '2 h'],
  [200_000_000, '2 d'],
])('%d ms is %s', (ms, text) => expect(formatAge(ms)).toBe(text))
