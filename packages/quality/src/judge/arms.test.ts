import { describe, expect, it } from 'vitest'
import { armOf, judgeArm, modelArms, tierArms } from './arms.ts'

const policy = {
  tiers: [
    { name: 'economy', targets: ['a', 'b'] },
    { name: 'middle', targets: ['c'] },
    { name: 'frontier', targets: ['d'] },
  ],
  targets: [
    { id: 'a', model: 'v/one' },
    { id: 'b', model: 'v/two' },
    { id: 'b2', model: 'v/two' },
    { id: 'c', model: 'v/three' },
    { id: 'd', model: 'v/four' },
  ],
}

describe('the arms of a study', () => {
  it('are the default handler and the last tier, or the one named', () => {
    expect(tierArms(policy)).toEqual({
      a: { name: 'economy', ask: 'tier:economy', targets: ['a', 'b'] },
      b: { name: 'frontier', ask: 'tier:frontier', targets: ['d'] },
    })
    expect(tierArms(policy, 'middle').b.name).toBe('middle')
    expect(() => tierArms(policy, 'economy')).toThrow(/Choose middle or frontier/)
    expect(() => tierArms(policy, 'nowhere')).toThrow(/Choose middle or frontier/)
    expect(() => tierArms({ ...policy, tiers: policy.tiers.slice(0, 1) })).toThrow(/Compare two models/)
  })

  it('may be two models or targets', () => {
    expect(modelArms(policy, ['v/two', 'a'])).toEqual({
      a: { name: 'v/two', ask: 'b', targets: ['b', 'b2'] },
      b: { name: 'a', ask: 'a', targets: ['a'] },
    })
    expect(() => modelArms(policy, ['v/two', 'b2'])).toThrow(/are the same/)
    expect(() => modelArms(policy, ['v/two', 'v/nine'])).toThrow(/no model or target v\/nine. The policy has a, b/)
    expect(() => judgeArm(policy, 'v/four')).toThrow(/no target v\/four to judge/)
  })

  it.each([
    ['a', 'a'],
    ['d', 'b'],
    ['c', undefined],
    [undefined, undefined],
  ])('target %s is of %s', (target, arm) => {
    expect(armOf(tierArms(policy), target)).toBe(arm)
  })
})
