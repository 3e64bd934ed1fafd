import { describe, expect, it } from 'vitest'
import { toSavingParts } from './saving-parts.ts'

describe('where a saving comes from', () => {
  it('is the mission: 70 % moved at a discount of 97 % saves 68 %', () => {
    const parts = toSavingParts({
      moved: { baseline: 7_000, answers: 200 },
      same: { baseline: 3_000, answers: 3_000 },
      overhead: 0,
    })
    expect(parts?.movedShare).toBe(0.7)
    expect(parts?.discountShare).toBeCloseTo(0.9714, 4)
    expect((parts?.movedShare ?? 0) * (parts?.discountShare ?? 0)).toBeCloseTo(0.68, 12)
    expect(parts?.ifTenthMovedBack).toBeCloseTo(-0.068, 12)
    expect(parts?.ifMovedPricesRoseTenPercent).toBeCloseTo(-0.002, 12)
    // 3,000 * 0.9 + 200 of 9,000.
    expect(parts?.ifBaselinePriceFellTenPercent).toBeCloseTo(1 - 2_900 / 9_000 - 0.68, 12)
  })

  it('has no parts without a baseline cost, and no discount where nothing moved', () => {
    const nothing = { baseline: 0, answers: 0 }
    expect(toSavingParts({ moved: nothing, same: nothing, overhead: 5 })).toBeUndefined()
    expect(toSavingParts({ moved: nothing, same: { baseline: 10, answers: 8 }, overhead: 1 })).toMatchObject({
      movedShare: 0,
      discountShare: 0,
      sameShare: 0.2,
      overheadShare: 0.1,
      ifTenthMovedBack: 0,
      ifMovedPricesRoseTenPercent: 0,
    })
  })
})
