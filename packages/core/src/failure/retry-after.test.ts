import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clampHintMs, retryAfterInText, retryAfterMs } from './retry-after.ts'

const nowMs = Date.UTC(2026, 10, 24, 12, 0, 0)
const day = 86_400_000
type Headers = Readonly<Record<string, string>>

describe('how long to stay away', () => {
  it.each<[Headers, number | undefined]>([
    [{}, undefined],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '1' }, 1_000],
    [{ 'retry-after': '20' }, 20_000],
    [{ 'retry-after': '1.5' }, 1_500],
    [{ 'retry-after': ' 7 ' }, 7_000],
    [{ 'retry-after': '120s' }, 120_000],
    [{ 'retry-after': '2m' }, 120_000],
    [{ 'retry-after': '1h30m' }, 5_400_000],
    [{ 'retry-after': 'Tue, 24 Nov 2026 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Tue, 24 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': 'Tue, 24 Nov 2026 12:00:30 GMT', date: 'Tue, 24 Nov 2026 12:00:10 GMT' }, 20_000],
    [{ 'retry-after': '2026-11-24T12:01:00Z' }, 60_000],
    [{ 'retry-after': '2026-11-24T13:00:00+00:30' }, 1_800_000],
    [{ 'retry-after-ms': '250' }, 250],
    [{ 'retry-after-ms': '250.5' }, 250.5],
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'retry-after-ms': 'soon', 'retry-after': '9' }, 9_000],
    [{ 'x-ms-retry-after-ms': '4000' }, 4_000],
    [{ 'x-ratelimit-reset-requests': '6ms' }, 6],
    [{ 'x-ratelimit-reset-requests': '1s' }, 1_000],
    [{ 'x-ratelimit-reset-tokens': '6m0s' }, 360_000],
    [{ 'x-ratelimit-reset-tokens': '1m2.5s' }, 62_500],
    [{ 'x-ratelimit-reset-requests': '1s', 'x-ratelimit-reset-tokens': '3s' }, 3_000],
    [{ 'x-ratelimit-reset-requests': '60s', 'x-ratelimit-remaining-requests': '12' }, undefined],
    [{ 'x-ratelimit-reset-requests': '60s', 'x-ratelimit-remaining-requests': '0' }, 60_000],
    [
      {
        'x-ratelimit-reset-requests': '60s',
        'x-ratelimit-remaining-requests': '5',
        'x-ratelimit-reset-tokens': '2s',
        'x-ratelimit-remaining-tokens': '0',
      },
      2_000,
    ],
    [{ 'retry-after': '3', 'x-ratelimit-reset-requests': '60s' }, 3_000],
    [
      { 'anthropic-ratelimit-requests-reset': '2026-11-24T12:00:05Z', 'anthropic-ratelimit-requests-remaining': '0' },
      5_000,
    ],
    [
      { 'anthropic-ratelimit-tokens-reset': '2026-11-24T12:00:45Z', 'anthropic-ratelimit-tokens-remaining': '100' },
      undefined,
    ],
    [{ 'anthropic-ratelimit-input-tokens-reset': '2026-11-24T12:00:45Z' }, 45_000],
    [{ 'anthropic-ratelimit-unified-reset': String(nowMs / 1_000 + 90) }, 90_000],
    [{ 'anthropic-ratelimit-unified-reset': String(nowMs / 1_000 - 90) }, 0],
    [{ 'retry-after': '-1' }, undefined],
    [{ 'retry-after': '-0.5' }, undefined],
    [{ 'retry-after': 'NaN' }, undefined],
    [{ 'retry-after': 'Infinity' }, undefined],
    [{ 'retry-after': '1e9' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{ 'retry-after': 'tomorrow' }, undefined],
    [{ 'retry-after': '2026' }, 2_026_000],
    [{ 'retry-after': '99999999999' }, day],
    [{ 'retry-after': 'Fri, 01 Jan 2100 00:00:00 GMT' }, day],
    [{ 'retry-after': '9'.repeat(400) }, undefined],
    [{ 'retry-after-ms': '0x10' }, undefined],
    [{ 'x-ratelimit-reset-tokens': '6q' }, undefined],
    [{ 'x-ratelimit-reset-tokens': '1m'.repeat(200) }, undefined],
    [{ 'retry-after': '12, 13' }, 13_000],
    [{ 'retry-after': '12, soon' }, undefined],
    [{ 'retry-after': '-5, 13' }, 13_000],
    [{ 'anthropic-ratelimit-unified-reset': String(nowMs + 90_000) }, 90_000],
    [{ 'anthropic-ratelimit-unified-reset': '9'.repeat(10_000) }, undefined],
    [{ 'retry-after': '🕛' }, undefined],
    [{ 'retry-after': ' 7 ' }, 7_000],
    [{ 'x-ratelimit-reset-requests': '-5s' }, undefined],
    [{ 'retry-after-ms': '-0' }, 0],
    [{ 'retry-after': 'Tue, 24 Nov 2026 25:61:61 GMT' }, undefined],
  ])('%j means %s', (headers, expected) => {
    expect(retryAfterMs(headers, nowMs)).toBe(expected)
  })

  it('is never negative, never longer than a day, never NaN, whatever comes', () => {
    const names = [
      'retry-after',
      'retry-after-ms',
      'x-ratelimit-reset-tokens',
      'anthropic-ratelimit-unified-reset',
      'date',
    ]
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string({ maxLength: 60 })), (headers) => {
        const ms = retryAfterMs(headers, nowMs)
        return ms === undefined || (ms >= 0 && ms <= day)
      }),
    )
  })
})

describe('retryAfterInText', () => {
  it.each([
    ['Rate limit reached. Please try again in 6m0s.', 360_000],
    ['Please try again in 1.2s. Need more tokens?', 1_200],
    ['Please try again in 20ms.', 20],
    ['Please retry after 20 seconds.', 20_000],
    ['Please retry after 2 hours', 7_200_000],
    ['Try again in 5 seconds. Passed model=x', 5_000],
    ['Please wait 3 minutes 10 seconds', 190_000],
    ['Please wait before trying again.', undefined],
    ['Limit 200, used 200. Please try again in 7m12s.', 432_000],
    ['try again in 999999999999h', undefined],
    ['try again in 9999999h', day],
    ['try again in -5s', undefined],
    ['quota resets in 20s elsewhere', undefined],
    [undefined, undefined],
  ])('%s', (text, expected) => expect(retryAfterInText(text)).toBe(expected))
})

it.each([
  [34_000, 34_000],
  [-1, undefined],
  [Number.NaN, undefined],
  [1e18, day],
  [undefined, undefined],
])('a hint of the body, %s ms, is held to the same limits', (ms, expected) => expect(clampHintMs(ms)).toBe(expected))
