import { describe, expect, it } from 'vitest'
import { normalCdf, normalQuantile } from './normal.ts'

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.959963984540054, 0.025],
    [3, 0.9986501019683699],
    [-6, 9.8658764503769e-10],
    [12, 1],
    [-12, 0],
  ])('at %s is %s', (x, p) => {
    expect(normalCdf(x)).toBeCloseTo(p, 13)
  })

  it.each([
    [0.975, 1.959963984540054],
    [0.8, 0.8416212335729143],
    [0.5, 0],
    [0.0001, -3.719016485455709],
  ])('reaches %s at %s', (p, x) => {
    expect(normalQuantile(p)).toBeCloseTo(x, 9)
  })

  it('refuses what is no probability', () => {
    expect(() => normalQuantile(1)).toThrow(RangeError)
    expect(() => normalQuantile(Number.NaN)).toThrow(RangeError)
  })
})
