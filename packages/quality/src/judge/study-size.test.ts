import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectableMargin, studySize } from './study-size.ts'

describe('studySize', () => {
  it.each([
    // (1.95996 + 0.84162)² × 0.3 / 0.05² = 941.9
    [{ margin: 0.05, discordance: 0.3 }, 942],
    [{ margin: 0.1, discordance: 0.3 }, 236],
    [{ margin: 0.05, discordance: 0.3, power: 0.9 }, 1261],
    [{ margin: 0.05, discordance: 0.3, confidence: 0.9 }, 742],
    [{ margin: 0.05, discordance: 0.3, discernment: 0.8 }, 1472],
    [{ margin: 0.05, discordance: 0.3, difference: -0.02 }, 2613],
    [{ margin: 0.05, discordance: 0.3, difference: -0.05 }, Infinity],
    // 1.95996² × 0.95 / 0.05 = 72.99
    [{ margin: 0.05, discordance: 0.01 }, 73],
  ])('%j needs %s pairs', (options, pairs) => {
    expect(studySize(options)).toBe(pairs)
  })

  it('is turned round by detectableMargin', () => {
    const share = fc.double({ min: 0.05, max: 0.9, noNaN: true })
    fc.assert(
      fc.property(share, share, share, (margin, discordance, discernment) => {
        const pairs = studySize({ margin, discordance, discernment })
        expect(detectableMargin({ pairs, discordance, discernment })).toBeLessThanOrEqual(margin + 1e-9)
        if (pairs > 1) expect(detectableMargin({ pairs: pairs - 1, discordance, discernment })).toBeGreaterThan(margin)
      }),
    )
  })

  it('refuses what is no share', () => {
    expect(() => studySize({ margin: 3, discordance: 0.3 })).toThrow('margin is 3')
    expect(() => studySize({ margin: 0.03, discordance: 0 })).toThrow('discordance is 0')
    expect(() => detectableMargin({ pairs: 0, discordance: 0.3 })).toThrow('pairs is 0')
  })
})
