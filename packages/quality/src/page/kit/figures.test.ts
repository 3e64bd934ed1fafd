import { describe, expect, it } from 'vitest'
import * as figures from './figures.ts'

const plain = (text: string | undefined): string | undefined => text?.replaceAll('\u00a0', ' ')

describe('figures in words', () => {
  it.each<[number | undefined, string]>([
    [undefined, 'unknown'],
    [Number.NaN, 'unknown'],
    [0, '$0'],
    [0.0001234, '$0.000123'],
    [0.1, '$0.100'],
    [1, '$1.00'],
    [1234.5, '$1,234.50'],
    [-12.3, '−$12.30'],
    [2_500_000.4, '$2,500,000'],
    [1e-12, '$0.000000000'],
  ])('%s USD: %s', (usd, text) => expect(figures.toUsdText(usd)).toBe(text))

  it.each<[number, string]>([
    [0, '$0'],
    [0.02, '$0.02'],
    [0.4, '$0.4'],
    [7.5, '$7.50'],
    [10, '$10'],
  ])('%s USD on an axis: %s', (usd, text) => expect(figures.toUsdTick(usd)).toBe(text))

  it.each<[string, string | undefined, string | undefined]>([
    ['a share', figures.toPercentText(0.372), '37.2 %'],
    ['no share', figures.toPercentText(undefined), 'unknown'],
    ['less than nothing that rounds to nothing', figures.toPercentText(-0.0001), '0.0 %'],
    ['points', figures.toPointsText(-0.034), '−3.4 points'],
    ['a change', figures.toChangeText(0.042), '+4.2 %'],
    ['a range', figures.toRangeText({ low: 0.331, high: 0.415 }), '33.1 to 41.5 %'],
    ['no range', figures.toRangeText({ value: 0.3 }), undefined],
    ['one', figures.toCountOf(1, 'request'), '1 request'],
    ['many', figures.toCountOf(12_345, 'request'), '12,345 requests'],
    ['a moment', figures.toDurationText(849.6), '850 ms'],
    ['longer', figures.toDurationText(1_249), '1.2 s'],
    ['a day', figures.toDayText(Date.UTC(2026, 5, 3, 23)), '3 Jun 2026'],
  ])('%s', (_name, text, expected) => expect(plain(text)).toBe(expected))
})
