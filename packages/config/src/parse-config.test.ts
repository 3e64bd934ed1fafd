import { describe, expect, it } from 'vitest'
import { changed, errorsOf, strategyPart, unmarked } from '../test/config-text.ts'

/** What is wrong, how the good file is changed (the mark stands where the issue must point), what the message says. */
const badShapes: readonly (readonly [string, string | RegExp, string, RegExp])[] = [
  ['a key of the file', 'baseline:', '¦base: x\nbaseline:', /unknown key "base"\. Remove it, or correct/],
  ['a number as a key', 'baseline:', '¦1: x\nbaseline:', /unknown key "1"/],
  [
    'a key of an upstream',
    ', baseUrl: https://api.maker',
    ', ¦url: 1, baseUrl: https://api.maker',
    /upstreams\.maker has the unknown key "url"/,
  ],
  ['a key of a target', ', as: v4', ', ¦az: v4', /targets\.0 has the unknown key "az"/],
  ['a key of a condition', 'when: { task: math }', 'when: { ¦taks: math }', /when has the unknown key "taks"/],
  ['a merge key', 'name: frontier,', '¦<<: x, name: frontier,', /unknown key "<<"/],
  [
    'a dialect',
    'dialect: openai-chat',
    '¦dialect: openai',
    /"openai"\. It must be one of openai-chat, openai-responses, anthropic-messages/,
  ],
  [
    'an address without a scheme',
    'baseUrl: https://api.maker.example/v1',
    '¦baseUrl: api.maker.example',
    /must be an http or https address/,
  ],
  [
    'an address of another scheme',
    'baseUrl: https://api.maker.example/v1',
    '¦baseUrl: ftp://api.maker.example',
    /http or https/,
  ],
  [
    'text for a number',
    ', as: v4',
    ', ¦contextTokens: many',
    /contextTokens must be a number, not "many"\. Correct it/,
  ],
  ['a fraction of a token', ', as: v4', ', ¦contextTokens: 1.5', /must be a whole number, not 1\.5/],
  ['no token', ', as: v4', ', ¦contextTokens: 0', /is 0\. It must be more than 0/],
  ['a number for text', 'id: cheap', '¦id: 7', /targets\.0\.id must be text, not 7/],
  ['a map for a list', 'targets: [dear]', '¦targets: {}', /tiers\.1\.targets must be a list, not a map/],
  ['nothing for a list', 'targets: [dear]', '¦targets: ', /tiers\.1\.targets must be a list, not empty/],
  ['yes for a boolean', 'baseline:', '¦pinnedMayFallBack: yes\nbaseline:', /must be true or false, not "yes"/],
  [
    'text for a map',
    'baseline:',
    '¦ledger: ./signalbox.db\nbaseline:',
    /ledger must be a map, not "\.\/signalbox\.db"/,
  ],
  ['a missing model', 'model: z-ai/glm-5.2, ', '', /targets\.1\.model is missing\. Add it: text/],
  ['no target at all', /targets:\n( {2}- .*\n){3}/, '¦targets: []\n', /targets is empty\. Name at least one/],
  [
    'a negative price',
    ', as: v4',
    ', prices: { ¦input: -1, output: 2 }',
    /prices\.input is -1: it must be 0 or more; leave it out if it is not known/,
  ],
  [
    'a negative price from a date on',
    ', as: v4',
    ', prices: [{ from: 2026-01-01, input: 1, ¦output: -2 }]',
    /prices\.0\.output is -2/,
  ],
  [
    'a negative assumed price',
    ', as: v4',
    ', assumedPrice: { input: 1, ¦output: -0.1 }',
    /assumedPrice\.output is -0\.1/,
  ],
  ['a price that is no number', ', as: v4', ', prices: { ¦input: .nan, output: 2 }', /prices\.input must be a number/],
  ['a price as text', ', as: v4', ', prices: { ¦input: "1", output: 2 }', /prices\.input must be a number, not "1"/],
  ['half a price', ', as: v4', ', ¦prices: { input: 1 }', /prices\.output is missing/],
  [
    'a price from a day that is none',
    ', as: v4',
    ', prices: [{ ¦from: 2026-13-01, input: 1, output: 2 }]',
    /must be a day like 2026-08-17/,
  ],
  ['a jurisdiction in words', ', as: v4', ', ¦jurisdiction: usa', /must be two capital letters/],
  [
    'a model without a vendor',
    'targets:\n',
    'models: [{ ¦id: own, contextTokens: 9 }]\ntargets:\n',
    /must be vendor\/model/,
  ],
  ['a negative ceiling', 'baseline:', 'constraints: { ¦maxCostUsd: -1 }\nbaseline:', /maxCostUsd is -1/],
  [
    'a deadline of nothing',
    'baseline:',
    'execution: { ¦deadlineMs: 0 }\nbaseline:',
    /deadlineMs is 0\. It must be more than 0/,
  ],
  ['a commit mode', 'baseline:', 'execution: { ¦commit: later }\nbaseline:', /one of first-content, buffer, resume/],
  [
    'a hedge at once',
    'baseline:',
    'execution: { hedge: { ¦delayMs: 0 } }\nbaseline:',
    /delayMs is 0\. It must be more than 0/,
  ],
  [
    'a budget of nothing',
    'baseline:',
    'budgets: [{ name: app, ¦limitUsd: 0, period: day }]\nbaseline:',
    /limitUsd is 0/,
  ],
  [
    'a budget by the week',
    'baseline:',
    'budgets: [{ name: app, limitUsd: 1, ¦period: week }]\nbaseline:',
    /one of hour, day, month, ever/,
  ],
  ['a strategy by its name', strategyPart, '¦strategy: economy', /must have exactly one of tier, rules/],
  ['a strategy of no kind', 'strategy:\n  rules:', '¦strategy:\n  rulez:', /must have exactly one of tier, rules/],
  [
    'a strategy of two kinds',
    '  otherwise: frontier',
    '  otherwise: frontier\n  ¦tier: economy',
    /strategy has the unknown key "tier"/,
  ],
  [
    'rules without otherwise',
    '  otherwise: frontier\n',
    '',
    /otherwise is missing\. It must be a tier, a target, or a strategy/,
  ],
  ['a rule without a use', ', use: economy', '', /rules\.0\.use is missing/],
  [
    'an inner strategy',
    'use: economy',
    '¦use: { teir: economy }',
    /rules\.0\.use is .*must be a tier, a target, or a strategy/,
  ],
  [
    'an inner cascade without tiers',
    'use: economy',
    'use: { cascade: { ¦tiers: [], gate: { checks: {} } } }',
    /cascade\.tiers is empty/,
  ],
  [
    'a confidence above one',
    'use: economy',
    'use: { cascade: { tiers: [economy], gate: { logprobs: { ¦atLeast: 2 } } } }',
    /atLeast/,
  ],
]

describe('a file of the wrong shape', () => {
  it.each(badShapes)('%s', (_, from, to, message) => {
    const { text, at } = changed(from, to)
    const errors = errorsOf(text)
    expect(errors[0]).toMatch(message)
    expect(errors).toHaveLength(1)
    if (at !== undefined) expect(errors[0]?.split(' ', 1)[0]).toBe(at)
  })

  it('each unknown key has a place of its own', () => {
    expect(errorsOf(changed('baseline:', 'one: 1\ntwo: 2\nbaseline:').text)).toEqual([
      expect.stringMatching(/^16:1 .*"one"/),
      expect.stringMatching(/^17:1 .*"two"/),
    ])
  })

  it.each([
    ['a word', 'hello', /The file must be a map, not "hello"/],
    ['a list', '- a', /must be a map, not a list/],
    ['a binary file', '\0\0\0', /must be a map/],
  ])('%s for a file', (_, text, message) => {
    expect(errorsOf(text)).toEqual([expect.stringMatching(message)])
    expect(errorsOf(text)[0]).toMatch(/^1:1 /)
  })

  it('everything that is missing is said at once', () => {
    const errors = errorsOf('name: shop\n')
    expect(errors.map((error) => /(\w+) is missing/.exec(error)?.[1])).toEqual([
      'upstreams',
      'targets',
      'tiers',
      'strategy',
    ])
  })

  it('a value behind an alias is found at the alias', () => {
    const { text, at } = unmarked(
      'upstreams: { x: &x { dialect: nope, baseUrl: https://a.example }, ¦y: *x }\ntargets: []\n',
    )
    expect(errorsOf(text).filter((error) => error.includes('upstreams.y.dialect'))).toEqual([
      expect.stringMatching(`^${at} `),
    ])
  })
})
