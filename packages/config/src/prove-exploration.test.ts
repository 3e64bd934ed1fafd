import { describe, expect, it } from 'vitest'
import { catalog, changed, checked, errorsOf, strategyPart } from '../test/config-text.ts'
import { toRouterOptions } from './to-router-options.ts'

const strategyOf = (text: string): unknown => {
  const { config } = checked(text)
  return config && toRouterOptions(config, catalog).strategy.describe()
}
const rules = { rules: expect.any(Array) as unknown[], otherwise: 'frontier' }

describe('exploration in a file', () => {
  it('at the top is around the whole strategy', () => {
    const { text } = changed('baseline:', 'explore: { share: 0.02, among: [economy, frontier] }\nbaseline:')
    expect(errorsOf(text)).toEqual([])
    expect(strategyOf(text)).toEqual({ explore: { inner: rules, share: 0.02, among: ['economy', 'frontier'] } })
  })

  it('stands in the strategy too, around a part of it', () => {
    const inner = '{ explore: { inner: { tier: economy }, share: 0.1 } }'
    const { text } = changed(
      strategyPart,
      `strategy: { rules: [{ when: { task: qa }, use: ${inner} }], otherwise: frontier }`,
    )
    expect(errorsOf(text)).toEqual([])
    expect(strategyOf(text)).toMatchObject({
      rules: [{ use: { explore: { inner: { tier: 'economy' }, share: 0.1 } } }],
    })
  })

  it.each<[string, ReturnType<typeof changed>, RegExp]>([
    [
      'an unknown tier at the top',
      changed('baseline:', 'explore: { share: 0.02, among: [economy, ¦nowhere] }\nbaseline:'),
      /uses "nowhere"/,
    ],
    [
      'an unknown tier inside',
      changed(strategyPart, 'strategy: { explore: { inner: { tier: economy }, share: 0.1, among: [¦nowhere] } }'),
      /uses "nowhere"/,
    ],
    [
      'a target',
      changed('baseline:', 'explore: { share: 0.02, among: [¦cheap] }\nbaseline:'),
      /among "cheap", which is a target\. Name tiers: economy, frontier/,
    ],
    [
      'twice',
      changed(
        /strategy:[\s\S]*otherwise: frontier/,
        'explore: { share: 0.1 }\nstrategy: { ¦explore: { inner: { tier: economy }, share: 0.1 } }',
      ),
      /explores around this already/,
    ],
    [
      'inside of what undoes it',
      changed(
        strategyPart,
        'strategy: { sticky: { inner: { firstOf: [{ ¦explore: { inner: { tier: economy }, share: 0.1 } }] } } }',
      ),
      /Put explore around sticky/,
    ],
    ['a share of more than all', changed('baseline:', 'explore: { ¦share: 1.5 }\nbaseline:'), /share/],
    [
      'a rule that can never hold, inside of it',
      changed(
        strategyPart,
        'explore: { share: 0.1 }\nstrategy: { rules: [{ when: {}, use: economy }, ¦{ when: { task: qa }, use: frontier }], otherwise: frontier }',
      ),
      /Rule 2 can never hold/,
    ],
  ])('%s is told with its place', (_, { text, at }, says) => {
    const errors = errorsOf(text)
    expect(errors).toEqual([expect.stringMatching(says)])
    expect(errors[0]).toMatch(new RegExp(`^${at ?? ''} `))
  })
})
