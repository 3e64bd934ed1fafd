import { expect, test } from 'vitest'
import { toMoment } from './to-moment.ts'

const at = Date.UTC(2026, 6, 1, 10, 0, 0)

test.each<[unknown, number | undefined]>([
  ['2026-07-01T10:00:00Z', at],
  ['2026-07-01T10:00:00', at],
  ['2026-07-01 10:00:00', at],
  ['2026-07-01 10:00', at],
  ['2026-07-01 10:00:00.250', at + 250],
  ['2026-07-01T10:00:00.123456+00:00', at + 123],
  ['2026-07-01 12:00:00+02', at],
  ['2026-07-01 05:30:00-0430', at],
  ['2026-07-01 10:00:00 UTC', at],
  ['2026-07-01', Date.UTC(2026, 6, 1)],
  [at / 1000, at],
  [at / 1000 + 0.5, at + 500],
  [String(at / 1000), at],
  [at, at],
  [at * 1000, at],
  [at * 1e6, at],
  ['2026-02-30T10:00:00Z', undefined],
  ['2026-07-01T25:00:00Z', undefined],
  ['yesterday', undefined],
  ['', undefined],
  [0, undefined],
  [-5, undefined],
  [Infinity, undefined],
  [null, undefined],
  [undefined, undefined],
  [true, undefined],
  [{}, undefined],
])('%j', (value, ms) => expect(toMoment(value)).toBe(ms))
