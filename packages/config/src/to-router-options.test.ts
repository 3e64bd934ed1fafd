import {
  cascade,
  checks,
  createRouter,
  logprobs,
  allOf,
  priceOfTarget,
  rules,
  tier,
  type RouterOptions,
} from '@signalbox/core'
import { expect, it } from 'vitest'
import { catalog, changed, checked, goodText, nowMs, strategyPart } from '../test/config-text.ts'
import { toRouterOptions } from './to-router-options.ts'

function options(text: string): RouterOptions {
  const { config, issues } = checked(text)
  if (config === undefined) throw new Error(issues.map(({ message }) => message).join())
  return toRouterOptions(config, catalog)
}

it('a file comes to what code would have built', () => {
  const { targets, tiers, strategy, baseline } = options(goodText)
  expect(targets).toMatchObject([
    { id: 'cheap', model: 'deepseek/deepseek-v4-pro', upstream: 'maker', as: 'v4', key: 'MAKER_KEY' },
    { id: 'spare', upstream: 'maker', key: 'MAKER_KEY' },
    { id: 'dear', upstream: 'other', key: 'OTHER_KEY' },
  ])
  expect(tiers).toEqual([
    { name: 'economy', targets: ['cheap', 'spare'] },
    { name: 'frontier', targets: ['dear'] },
  ])
  expect(baseline).toBe('anthropic/claude-sonnet-4.6')
  const inCode = rules(
    [
      { when: { task: ['chat', 'qa'] }, use: 'economy' },
      { when: { task: 'math' }, use: 'frontier' },
    ],
    { otherwise: 'frontier' },
  )
  expect(strategy.describe()).toEqual(inCode.describe())
})

it.each([
  ['checks', '{ checks: { cut: false } }', checks({ cut: false })],
  ['log-probabilities', '{ logprobs: { atLeast: 0.8, measure: min } }', logprobs({ atLeast: 0.8, measure: 'min' })],
  ['both', '{ checks: {}, logprobs: { atLeast: 0.8 } }', allOf(checks({}), logprobs({ atLeast: 0.8 }))],
])('a cascade, also inside a rule, with a gate of %s', (_, yaml, gate) => {
  const text = `{ cascade: { tiers: [economy, frontier], gate: ${yaml}, onNoEvidence: accept } }`
  const inCode = cascade({ tiers: ['economy', 'frontier'], gate, onNoEvidence: 'accept' })
  expect(options(changed(strategyPart, `strategy: ${text}`).text).strategy.describe()).toEqual(inCode.describe())
  const nested = options(
    changed(strategyPart, `strategy: { rules: [{ when: { task: qa }, use: ${text} }], otherwise: { tier: economy } }`)
      .text,
  )
  expect(nested.strategy.describe()).toEqual(
    rules([{ when: { task: 'qa' }, use: inCode }], { otherwise: tier('economy') }).describe(),
  )
})

it('own prices win, from their date on; an explicit 0 is known', () => {
  const made = options(
    goodText
      .replace(
        'upstream: maker, as: v4',
        'upstream: maker, prices: [{ input: 1, output: 2 }, { from: 2026-09-01, input: 3, output: 4, cacheRead: 0.5 }]',
      )
      .replace('z-ai/glm-5.2, upstream: maker', 'z-ai/glm-5.2, upstream: maker, prices: { input: 0, output: 0 }'),
  )
  const tierAt = (index: number, atMs: number): unknown => {
    const target = made.targets[index]
    const card = target && made.catalog.find(target.model)
    return target && card && priceOfTarget(target, card, atMs)?.tiers[0]
  }
  expect(tierAt(0, nowMs - 1)).toMatchObject({ inputPerMillionUsd: 1, outputPerMillionUsd: 2 })
  expect(tierAt(0, nowMs)).toMatchObject({ inputPerMillionUsd: 3, outputPerMillionUsd: 4, cacheReadPerMillionUsd: 0.5 })
  expect(tierAt(1, nowMs)).toMatchObject({ inputPerMillionUsd: 0, outputPerMillionUsd: 0 })
})

it("an operator's model is in the catalogue, and wins over one of the same id", () => {
  const text = changed(
    'targets:\n',
    `models:
  - { id: own/small, contextTokens: 8192, tools: true, licence: MIT, openWeights: true, jurisdiction: DE, prices: { input: 0.1, output: 0.2 } }
  - { id: z-ai/glm-5.2, contextTokens: 1000 }
targets:
  - { id: mine, model: own/small, upstream: maker }
`,
  ).text
  const { catalog: extended } = options(text)
  expect(extended.find('own/small')).toMatchObject({
    vendor: 'own',
    contextTokens: 8192,
    capabilities: { tools: true },
    inputModalities: ['text'],
    openWeights: true,
    jurisdiction: 'DE',
  })
  expect(extended.find('z-ai/glm-5.2')).toMatchObject({ contextTokens: 1000, prices: [] })
  expect(extended.find('deepseek/deepseek-v4-pro')).toBeDefined()
  expect(catalog.find('own/small')).toBeUndefined()
})

it('a router made of it decides', async () => {
  const router = createRouter(options(changed('baseline:', 'aliases: { gpt-4: tier:frontier }\nbaseline:').text))
  const request = { messages: [{ role: 'user', content: 'hello' }], task: 'chat' } as const
  expect((await router.decide(request)).steps[0]).toMatchObject({ target: 'cheap', tier: 'economy' })
  expect((await router.decide({ ...request, model: 'gpt-4' })).steps[0]).toMatchObject({ target: 'dear' })
})

it('commit, hedge and budgets come through as they stand', () => {
  const more = `execution: { commit: { holdback: { ms: 300 } }, hedge: { delayMs: 900, maxCostUsd: 0.01 } }
budgets: [{ name: app, limitUsd: 5, period: day, per: tenant, whenStoreFails: open }]
baseline:`
  const { execution, budgets } = options(changed('baseline:', more).text)
  expect(execution).toEqual({ commit: { holdback: { ms: 300 } }, hedge: { delayMs: 900, maxCostUsd: 0.01 } })
  expect(budgets).toEqual([{ name: 'app', limitUsd: 5, period: 'day', per: 'tenant', whenStoreFails: 'open' }])
})
