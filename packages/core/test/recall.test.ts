import {
  allOf,
  cascade,
  cheapest,
  checks,
  createFeatures,
  explore,
  recallRequest,
  recordRequest,
  rules,
  sticky,
  tier,
  weighted,
  type RouteRequest,
  type Snapshot,
  type Strategy,
} from '@signalbox/core'
import { scriptedDialect } from '@signalbox/core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ask, createWorld } from './fixture.ts'

const strategies: Readonly<Record<string, Strategy>> = {
  rules: rules(
    [
      { when: { inputTokens: { atLeast: 40 } }, use: 'frontier' },
      { when: { task: ['summarize', 'code'], language: 'en' }, use: 'economy' },
      { when: { tag: { app: 'shop' } }, use: 'b' },
      { when: { difficulty: { atLeast: 0.4 } }, use: cheapest() },
      { when: { turns: { atLeast: 2 }, needsJson: 'schema' }, use: 'y' },
      { when: { needsTools: true, tenant: 't' }, use: 'economy' },
    ],
    { otherwise: 'frontier' },
  ),
  cascade: cascade({ tiers: ['economy', 'frontier'], gate: allOf(checks()) }),
  weighted: weighted({ weights: { economy: 2, frontier: 1 } }),
  byTenant: weighted({ weights: { economy: 2, frontier: 1 }, stickyBy: 'tenant' }),
  explore: explore(tier('economy'), { share: 0.5 }),
  sticky: sticky(weighted({ weights: { a: 1, x: 1 } })),
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })
const target = fc.constantFrom('a', 'b', 'x', 'y')
const text = fc.constantFrom('Fasse das bitte zusammen.', 'Write a function that sorts.', 'word '.repeat(80), '')
const request: fc.Arbitrary<RouteRequest> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 8 }),
  model: maybe(fc.constantFrom('auto', 'task:code', 'tier:frontier', 'best', 'b', 'front/a')),
  messages: fc.array(
    fc.record({ role: fc.constantFrom('system' as const, 'user' as const, 'assistant' as const), content: text }),
    { minLength: 1, maxLength: 4 },
  ),
  tools: maybe(fc.constant([{ name: 'find', parameters: { type: 'object' } }])),
  toolChoice: maybe(fc.constantFrom('none' as const, 'auto' as const)),
  responseFormat: maybe(fc.constantFrom({ type: 'json' as const }, { type: 'json' as const, schema: {} })),
  formatBy: maybe(fc.constant({ a: 'tool-call' as const, x: 'json' as const })),
  maxOutputTokens: maybe(fc.integer({ min: 1, max: 9_000 })),
  logprobs: maybe(fc.boolean()),
  task: maybe(fc.constantFrom('summarize', 'mine')),
  tenant: maybe(fc.constantFrom('t', 'u')),
  tags: maybe(fc.constant({ app: 'shop' })),
  session: maybe(fc.constant('s')),
  lastTurn: maybe(fc.record({ target, isBound: fc.boolean(), inputTokens: fc.nat(500), atMs: fc.nat() })),
  constraints: maybe(
    fc.record({ maxCostUsd: fc.constantFrom(0.0001, 0.02, 5), targets: fc.constant({ deny: ['y'] }) }),
  ),
  unfit: maybe(fc.constant({ b: 'does not take it' })),
})
const snapshot: fc.Arbitrary<Snapshot> = fc.record({
  nowMs: fc.constantFrom(Date.UTC(2026, 1, 1), Date.UTC(2026, 10, 24)),
  health: fc.dictionary(target, fc.record({ isOpen: fc.boolean(), samples: fc.nat(20), durationMs: fc.nat(900) })),
  session: maybe(fc.record({ target, model: fc.constant('cheap/a'), inputTokens: fc.nat(400), atMs: fc.nat() })),
  budgetLeftNanoUsd: maybe(fc.constantFrom(0, 1_000_000, 10 ** 12)),
})

it('a policy decides byte for byte the same on the record of a request as on the request', () => {
  const routers = Object.values(strategies).map(
    (strategy) => createWorld({}, { strategy, aliases: { best: 'tier:frontier' } }).router,
  )
  fc.assert(
    fc.property(request, snapshot, fc.constantFrom(...routers), (asked, world, router) => {
      const decided = router.decideAt(asked, world)
      // What a virtual id says of the task has been taken in before anything is recorded.
      const task = asked.model === 'task:code' ? 'code' : asked.task
      const requestJson = recordRequest(asked, createFeatures({ ...asked, task })) as string
      const row = { requestId: decided.requestId, requested: decided.requested, tags: asked.tags ?? {}, requestJson }
      const recalled = recallRequest({ ...row, tenant: asked.tenant, session: asked.session })
      expect(recalled?.messages).toEqual([])
      // In whose words its host could not send it somewhere is not kept: that it could not is.
      const words = asked.unfit === undefined ? '' : 'does not take it'
      const again = JSON.stringify(router.decideAt(recalled as RouteRequest, world))
      expect(again.replaceAll('could not be sent this request', words)).toBe(JSON.stringify(decided))
    }),
    { numRuns: 1_500 },
  )
})

it('the record in the ledger has no word of the prompt, and is that of the request', async () => {
  const world = createWorld({})
  const asked = ask({ id: 'r', messages: [{ role: 'user', content: 'Summarize the secret of Mrs Miller.' }] })
  await world.clock.runUntil(world.router.run(asked, world.models.call, { dialect: scriptedDialect }))
  const [row] = world.ledger.outcomes
  expect(row?.requestJson).toBe(recordRequest(asked, createFeatures(asked)))
  expect(row?.requestJson).not.toMatch(/secret|Miller/)
  expect(row).toMatchObject({
    decidedTarget: 'a',
    cause: 'rule',
    rule: 'rule 1',
    propensity: 1,
    evidenceCostNanoUsd: 0,
  })
})

it.each<[string, Partial<RouteRequest>, RegExp]>([
  ['reasons of a host', { unfit: { b: 'cannot take the tool find_mrs_miller' } }, /Miller/i],
])('%s are in nobody’s words', (_, more, words) => {
  const asked = ask(more)
  const requestJson = recordRequest(asked, createFeatures(asked))
  expect(requestJson).toContain('"unfit":{"b":')
  expect(requestJson).not.toMatch(words)
})

it('a request with limits without end leaves no record, and is answered', async () => {
  const deny = Array.from({ length: 3_000 }, (_, index) => `${index} `.padEnd(250, 'x'))
  const world = createWorld({})
  const asked = ask({ id: 'r', constraints: { targets: { deny }, models: { deny } } })
  await world.clock.runUntil(world.router.run(asked, world.models.call, { dialect: scriptedDialect }))
  expect(world.ledger.outcomes).toMatchObject([{ kind: 'served', requestJson: undefined }])
})

it('a decision made before leaves the same record', async () => {
  const records = await Promise.all(
    [false, true].map(async (isEarlier) => {
      const world = createWorld({})
      const asked = ask({ id: 'r', model: 'task:code', task: undefined })
      const decision = isEarlier ? await world.router.decide(asked) : undefined
      await world.clock.runUntil(world.router.run(asked, world.models.call, { dialect: scriptedDialect, decision }))
      return world.ledger.outcomes.map(({ requestJson }) => requestJson)
    }),
  )
  expect(records[1]).toEqual(records[0])
})

it.each<[string, string | undefined]>([
  ['of an older Signalbox', undefined],
  ['that was cut', '{"features":{"inputTok'],
  ['of something else', '[]'],
  ['without what a policy looks at', '{"maxOutputTokens":10}'],
  ['of nothing', 'null'],
])('a row %s has no request', (_, requestJson) => {
  const row = { requestId: 'r', requested: 'auto', tenant: undefined, session: undefined, tags: {} }
  expect(recallRequest({ ...row, requestJson })).toBeUndefined()
})

it('deciding of another moment reads no clock, no breaker, no budget, and leaves nothing behind', () => {
  const untouched = new Proxy(
    {},
    {
      get: (_, name) => {
        throw new Error(`It asked for ${String(name)}.`)
      },
    },
  )
  const world = createWorld({}, { strategy: explore(tier('economy'), { share: 0.5 }) })
  const { router } = createWorld(
    {},
    {
      strategy: explore(tier('economy'), { share: 0.5 }),
      clock: { ...world.clock, monotonicMs: () => world.clock.monotonicMs() },
      ledger: untouched as never,
      budgets: [{ name: 'all', limitUsd: 1, period: 'day' }],
      budgetStore: untouched as never,
      random: () => {
        throw new Error('It drew by chance.')
      },
    },
  )
  const asked = ask({ id: 'r', session: 's' })
  const at = { nowMs: Date.UTC(2026, 1, 1), health: {} }
  const first = JSON.stringify(router.decideAt(asked, at))
  for (let index = 0; index < 5; index++) expect(JSON.stringify(router.decideAt(asked, at))).toBe(first)
  expect(world.clock.pending()).toBe(0)
})
