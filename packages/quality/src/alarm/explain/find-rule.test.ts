import { cascade, checks, explore, fallbacks, firstOf, rules, sticky, tier } from '@signalbox/core'
import { expect, it } from 'vitest'
import { findRule } from './find-rule.ts'
import { toFlow } from './to-flow.ts'

const policy = firstOf(
  rules([{ name: 'vip, gold', when: { tenant: 'acme inc' }, use: 'frontier' }], { otherwise: tier('economy') }),
  explore(
    sticky(
      rules(
        [
          { when: { task: ['classify', 'qa'], needsTools: true }, use: 'frontier' },
          {
            when: { task: 'extract' },
            use: rules([{ when: { inputTokens: { atLeast: 8_000 } }, use: 'frontier' }], { otherwise: 'economy' }),
          },
          { when: () => true, use: cascade({ tiers: ['economy', 'frontier'], gate: checks() }) },
        ],
        {
          otherwise: fallbacks({
            first: rules([{ name: 'deep', when: { language: 'de' }, use: 'frontier' }], { otherwise: 'economy' }),
            next: [],
          }),
        },
      ),
    ),
    { share: 0.01 },
  ),
).describe()

it.each([
  ['vip, gold', '{ tenant: "acme inc" }'],
  ['rule 1', '{ task: [classify, qa], needsTools: true }'],
  ['rule 2, rule 1', '{ inputTokens: { atLeast: 8000 } }'],
  ['rule 3', '"function 2"'],
  ['otherwise, deep', '{ language: de }'],
])('%s is the rule with %s', (name, when) => {
  const found = findRule(policy, name)
  expect(found && toFlow(found.when)).toBe(when)
})

it.each(['rule 9', 'rule 2, rule 9', 'otherwise', 'otherwise, rule 1', ''])('"%s" is no rule of it', (name) => {
  expect(findRule(policy, name)).toBeUndefined()
})

it.each([undefined, null, 'tier', 7, {}, { rules: 'none' }])('a strategy that is none: %j', (strategy) => {
  expect(findRule(strategy, 'rule 1')).toBeUndefined()
})
