import { describe, expect, it } from 'vitest'
import { changed, checked, errorsOf, goodText, strategyPart } from '../test/config-text.ts'

describe('a file that holds', () => {
  it('has no issue', () => {
    expect(checked(goodText)).toMatchObject({ config: { baseline: 'anthropic/claude-sonnet-4.6' }, issues: [] })
  })

  it.each([
    ['one tier', '{ tier: economy }'],
    [
      'a cascade',
      '{ cascade: { tiers: [economy, frontier], gate: { checks: {}, logprobs: { atLeast: 0.8 } }, onNoEvidence: accept } }',
    ],
    ['cheapest', '{ cheapest: {} }'],
    ['fastest', '{ fastest: { tiers: [economy], by: duration, minimumSamples: 5 } }'],
    ['weights', '{ weighted: { weights: { economy: 9, dear: 1 }, stickyBy: tenant, salt: a } }'],
    ['sticky', '{ sticky: { inner: { tier: economy }, cacheTtlMs: 1000 } }'],
    ['an exploration', '{ explore: { inner: { tier: economy }, share: 0.1, among: [economy, frontier] } }'],
    ['pinned', '{ pinned: [dear, cheap] }'],
    [
      'first of',
      '{ firstOf: [{ cheapest: {} }, { rules: [{ when: { language: de }, use: { tier: economy } }], otherwise: { tier: frontier } }] }',
    ],
  ])('%s in the place of the rules', (_, strategy) => {
    expect(errorsOf(changed(strategyPart, `strategy: ${strategy}`).text)).toEqual([])
  })

  it('with everything a file may say', () => {
    const text = changed(
      'baseline:',
      `name: shop
models:
  - { id: own/model, name: Own, contextTokens: 8192, tools: true, jsonSchema: true, licence: MIT, openWeights: true, jurisdiction: DE, availableFrom: 2026-01-01, prices: { input: 0, output: 0 } }
aliases: { gpt-4: tier:frontier, best: gpt-4, mine: "task:qa" }
constraints: { maxCostUsd: 0.25, jurisdictions: { allow: [US, CN, DE] }, vendors: { deny: [nobody] } }
execution: { deadlineMs: 60000, maxAttempts: 4, commit: buffer, onExhausted: fail }
pinnedMayFallBack: true
ledger: { sqlite: ./signalbox.db, synchronous: full, storePrompts: false, storeReplies: true }
explore: { share: 0.02, among: [economy, frontier] }
shadow: { share: 0.05, to: frontier, budgetUsd: 2, tasks: [chat], maxConcurrent: 4, name: spring }
gateway: { host: 0.0.0.0, port: 8787, token: "\${MAKER_KEY}", headers: [decision, cost-usd], allow: [task, tenant], onUnsupported: refuse, maxBodyBytes: 1000000, keepAliveMs: 0, drainMs: 5000, log: warn }
alarm: { target: 0.15, tasks: { classify: 0.1 }, falseAlarmRate: 0.01 }
baseline:`,
    ).text.replace(
      ', as: v4',
      ', as: v4, region: eu, prices: [{ input: 1, output: 2 }, { from: 2026-08-17, input: 2, output: 3, cacheRead: 0.1 }]',
    )
    expect(checked(text).issues).toEqual([])
  })
})

/** What is wrong, how the good file is changed (the mark stands where the issue must point), what the message says. */
const badPolicies: readonly (readonly [string, string | RegExp, string, RegExp])[] = [
  [
    'an unknown model',
    '- { id: cheap, model: deepseek/deepseek-v4-pro',
    '- { id: cheap, ¦model: deepseek/deepseek-v4-por',
    /"deepseek\/deepseek-v4-por".*Did you mean "deepseek\/deepseek-v4-pro"\?/,
  ],
  ['a model like no other', 'model: z-ai/glm-5.2', '¦model: nobody/has-this-one', /Declare it under models/],
  [
    'an unknown upstream',
    'upstream: maker, as: v4',
    '¦upstream: makr, as: v4',
    /"makr", which does not exist\. Known: maker, other/,
  ],
  ['an unknown target', 'targets: [dear]', 'targets: [¦deer]', /names the target "deer".*Did you mean "dear"\?/],
  ['an empty tier', 'targets: [dear]', '¦targets: []', /Tier "frontier" has no target\. Add one, or remove the tier/],
  ['two targets of one id', '- { id: spare', '- ¦{ id: cheap', /Two targets have the id "cheap"\. Give each its own/],
  ['two tiers of one name', '- { name: frontier', '- ¦{ name: economy', /Two tiers have the name "economy"/],
  [
    'two models of one id',
    'targets:\n',
    'models: [{ id: own/m, contextTokens: 9 }, { ¦id: own/m, contextTokens: 8 }]\ntargets:\n',
    /Two models have the id "own\/m"/,
  ],
  ['one target in two tiers', 'targets: [dear]', 'targets: [dear, ¦cheap]', /go round in a circle\. Keep it in one/],
  ['a rule for an unknown tier', 'use: economy', '¦use: econmy', /uses "econmy".*Did you mean "economy"\?/],
  [
    'an unknown tier otherwise',
    'otherwise: frontier',
    '¦otherwise: nowhere',
    /uses "nowhere".*Known: economy, frontier, cheap, spare, dear/,
  ],
  [
    'a cascade to an unknown tier',
    'use: economy',
    'use: { cascade: { tiers: [economy, ¦best], gate: { checks: {} } } }',
    /uses "best"/,
  ],
  [
    'an unknown tier far inside',
    strategyPart,
    'strategy: { firstOf: [{ sticky: { inner: { ¦tier: none } } }, { tier: economy }] }',
    /uses "none"/,
  ],
  ['a pin to nothing', strategyPart, 'strategy: { pinned: [dear, ¦none] }', /uses "none"/],
  [
    'a weight of nothing',
    strategyPart,
    'strategy: { weighted: { weights: { economy: 1, ¦none: 2 } } }',
    /"none", which is neither a tier nor a target\. Known/,
  ],
  [
    'weights of zero',
    strategyPart,
    'strategy: { weighted: { ¦weights: { economy: 0 } } }',
    /No weight is above 0.*Raise one/,
  ],
  ['no weights', strategyPart, 'strategy: { weighted: { ¦weights: {} } }', /No weight is above 0/],
  [
    'a gate that checks nothing',
    strategyPart,
    'strategy: { cascade: { tiers: [economy, frontier], ¦gate: {} } }',
    /checks nothing\. Name checks, logprobs or both/,
  ],
  [
    'a cascade in a circle',
    strategyPart,
    'strategy: { cascade: { tiers: [economy, frontier, ¦economy], gate: { checks: {} } } }',
    /comes back to "economy".*Name each tier once/,
  ],
  [
    'a rule behind a wider one',
    '- { when: { task: math }',
    '- ¦{ when: { task: qa, language: de }',
    /Rule 2 can never hold: rule 1 already takes.*Move it up, narrow rule 1, or remove it/,
  ],
  ['a rule behind one for everything', '{ task: [chat, qa] }', '{}', /Rule 2 can never hold/],
  [
    'a rule for no task',
    '{ task: math }',
    '{ ¦task: [] }',
    /its task is an empty list\. Name at least one value, or leave task out/,
  ],
  [
    'a rule for an empty range',
    '{ task: math }',
    '{ ¦inputTokens: { atLeast: 10, below: 10 } }',
    /inputTokens is an empty range/,
  ],
  [
    'aliases in a circle',
    'baseline:',
    'aliases: { ¦a: b, b: c, c: b }\nbaseline:',
    /a -> b -> c -> b go round in a circle\. Let one of them name/,
  ],
  ['an alias of nothing', 'baseline:', 'aliases: { ¦a: none }\nbaseline:', /"a" stands for "none", which is no tier/],
  [
    'constraints that leave a tier empty',
    'baseline:',
    'constraints: { jurisdictions: { deny: [US] } }\nbaseline:',
    /leave no target in tier "frontier": dear has vendor jurisdiction US.*Loosen/,
  ],
  [
    'an unknown baseline',
    'baseline: anthropic/claude-sonnet-4.6',
    '¦baseline: anthropic/claude-sonnet-46',
    /not in the catalogue\. Did you mean "anthropic\/claude-sonnet-4\.6"\?/,
  ],
  [
    'two prices from one day',
    ', as: v4',
    ', prices: [{ from: 2026-01-01, input: 1, output: 1 }, ¦{ from: 2026-01-01, input: 2, output: 2 }]',
    /Two prices hold from 2026-01-01\. Give each its own date/,
  ],
  [
    'an alarm at a target nothing can pass',
    'baseline:',
    'alarm: { tasks: { ¦classify: 100 } }\nbaseline:',
    /must be above 0 and below 1: 0\.2 is 20 %/,
  ],
  [
    'a variable that is no address',
    'baseUrl: https://api.maker.example/v1',
    '¦baseUrl: "${MAKER_KEY}"',
    /address of "maker" is no http or https address once/,
  ],
]

describe('a policy that cannot work', () => {
  it.each(badPolicies)('%s', (_, from, to, message) => {
    const { text, at } = changed(from, to)
    expect(checked(text).config).toBeUndefined()
    const found = errorsOf(text).find((error) => message.test(error))
    expect(found ?? errorsOf(text)).toMatch(message)
    if (at !== undefined) expect(found?.split(' ', 1)[0]).toBe(at)
  })

  it('no message shows what a variable holds', () => {
    const { text } = changed('https://api.maker.example/v1', '${MAKER_KEY}')
    expect(errorsOf(text, { MAKER_KEY: 'sk-secret', OTHER_KEY: 'x' }).join()).not.toContain('sk-secret')
  })
})

describe('what is doubtful is a warning, and the file holds', () => {
  const warnings = (text: string, env?: Readonly<Record<string, string>>): readonly string[] => {
    const { config, issues } = checked(text, env)
    expect(config).toBeDefined()
    return issues.map(({ severity, line, column, message }) => `${severity} ${line}:${column} ${message}`)
  }

  it.each<Readonly<Record<string, string>>>([{}, { MAKER_KEY: '' }])('a variable that is not set: %j', (env) => {
    expect(warnings(goodText, { OTHER_KEY: 'x', ...env })).toEqual([
      expect.stringMatching(/^warning 2:3 .*MAKER_KEY is not set: calls to "maker" will be refused\. Set it/),
    ])
  })

  it('a key in the file, which is not repeated', () => {
    const [warning, ...rest] = warnings(changed('"${MAKER_KEY}"', 'sk-very-secret').text)
    expect(warning).toMatch(/^warning 2:\d+ The key of "maker" stands in the file.*write \$\{NAME\} here/)
    expect(warning).not.toContain('sk-very-secret')
    expect(rest).toEqual([])
  })

  it('a target in no tier, a task that is never detected, no baseline', () => {
    expect(warnings(changed('targets: [cheap, spare]', 'targets: [cheap]').text)).toEqual([
      expect.stringMatching(/^warning 6:5 .*"spare" is in no tier/),
    ])
    expect(warnings(changed('task: math', 'task: maths').text)).toEqual([
      expect.stringMatching(/^warning 14:17 .*"maths", which is never detected/),
    ])
    expect(warnings(changed(/baseline:.*\n/, '').text)).toEqual([expect.stringMatching(/No baseline is named/)])
  })

  it('a price that nobody knows', () => {
    const { text } = changed('model: z-ai/glm-5.2', 'provider: resale, model: z-ai/glm-5.2')
    expect(warnings(text)).toEqual([
      expect.stringMatching(/^warning 6:5 The price of target "spare" is not known.*Declare prices or an assumedPrice/),
    ])
    expect(warnings(text.replace('provider: resale', 'provider: resale, prices: { input: 0, output: 0 }'))).toEqual([])
    expect(
      warnings(text.replace('provider: resale', 'provider: resale, assumedPrice: { input: 5, output: 9 }')),
    ).toEqual([])
  })
})
