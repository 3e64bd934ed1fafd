import {
  createCatalog,
  createRouter,
  RouteError,
  rules,
  type ModelCard,
  type Outcome,
  type RouteRequest,
  type Router,
} from '@signalbox/core'
import {
  createFakeClock,
  createScriptedModels,
  fails,
  ok,
  scriptedDialect,
  seededRandom,
  type Script,
} from '@signalbox/core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createPrometheusMetrics } from './prometheus-metrics.ts'

const card = (id: string, inputPerMillionUsd: number): ModelCard => ({
  id,
  name: id,
  vendor: 'v',
  contextTokens: 100_000,
  capabilities: {},
  inputModalities: ['text'],
  outputModalities: ['text'],
  prices: [
    {
      provider: 'v',
      periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd, outputPerMillionUsd: 2 * inputPerMillionUsd }] }],
    },
  ],
  sources: {},
})

interface World {
  readonly router: Router
  readonly ask: (request: Partial<RouteRequest>) => Promise<Outcome>
}

function createWorld(scripts: Record<string, readonly Script[]>): World {
  const clock = createFakeClock(Date.UTC(2026, 10, 24))
  const models = createScriptedModels(scripts, clock)
  const router = createRouter({
    catalog: createCatalog({ version: 'test', models: [card('v/small', 1), card('v/large', 10)] }),
    targets: [
      { id: 'small', model: 'v/small' },
      { id: 'large', model: 'v/large' },
    ],
    tiers: [
      { name: 'economy', targets: ['small'] },
      { name: 'frontier', targets: ['large'] },
    ],
    strategy: rules(
      [
        { when: { task: ['code', 'refunds'] }, use: 'frontier' },
        { when: {}, use: 'economy' },
      ],
      { otherwise: 'frontier' },
    ),
    execution: { maxRetriesPerTarget: 0 },
    baseline: 'v/large',
    clock,
    random: seededRandom('metrics'),
  })
  const ask: World['ask'] = async (request) => {
    const whole = { messages: [{ role: 'user' as const, content: 'a secret prompt' }], ...request }
    try {
      return (await router.run(whole, models.call, { dialect: scriptedDialect })).outcome
    } catch (error) {
      if (error instanceof RouteError) return error.outcome
      throw error
    }
  }
  return { router, ask }
}

const seriesOf = (text: string): readonly string[] => text.split('\n').filter((line) => /^\w/.test(line))

it('counts what a request was, by whom it was served and what it cost', async () => {
  const { router, ask } = createWorld({ small: [ok(), fails(500)], large: [ok(), ok(), ok()] })
  const metrics = createPrometheusMetrics({ router, tasks: ['refunds'] })
  metrics.observe(await ask({ task: 'qa' }))
  metrics.observe(await ask({ task: 'qa' }))
  metrics.observe(await ask({ task: 'refunds', tenant: 'acme', tags: { app: 'shop' } }))
  metrics.observe(await ask({ task: 'code', model: 'large' }))
  metrics.refused(401)
  const { contentType, text } = await metrics.render()
  expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(seriesOf(text)).toEqual(
    expect.arrayContaining([
      'signalbox_requests_total{outcome="served",task="qa",tier="economy",policy="default"} 1',
      'signalbox_requests_total{outcome="served",task="qa",tier="frontier",policy="default"} 1',
      'signalbox_requests_total{outcome="served",task="refunds",tier="frontier",policy="default"} 1',
      'signalbox_attempts_total{target="small",purpose="serve",end="failed",reason="server-error"} 1',
      'signalbox_attempts_total{target="large",purpose="serve",end="done",reason="none"} 3',
      'signalbox_virtual_requests_total{task="qa"} 2',
      'signalbox_virtual_requests_total{task="refunds"} 1',
      'signalbox_escalations_total{task="qa",cause="fallback"} 1',
      'signalbox_escalations_total{task="refunds",cause="rule"} 1',
      'signalbox_cost_usd_total{model="v/small",tier="economy"} 0.00014',
      'signalbox_tokens_total{direction="input",model="v/large"} 300',
      'signalbox_tokens_total{direction="output",model="v/small"} 20',
      'signalbox_request_duration_seconds_count 4',
      'signalbox_first_content_seconds_count 4',
      'signalbox_refused_total{status="401"} 1',
    ]),
  )
  expect(Number(/^signalbox_baseline_cost_usd_total (\S+)$/m.exec(text)?.[1])).toBeCloseTo(4 * 0.0014, 12)
  // A concrete model was asked for: no choice of the router's.
  expect(text).not.toContain('virtual_requests_total{task="code"}')
  expect(text).not.toMatch(/secret|acme|shop/)
})

it('an alarm shows as it stands when it is asked for', async () => {
  const { router } = createWorld({})
  const task = {
    task: 'qa',
    target: 0.1,
    isRaised: false,
    leaks: { numerator: 1, denominator: 4 },
    byCaller: 2,
    sources: [{ cause: 'gate', source: 'logprobs', requests: 1 }],
  }
  let read = [task]
  const metrics = createPrometheusMetrics({ router, alarm: { read: () => ({ tasks: read }) } })
  expect(seriesOf((await metrics.render()).text)).toEqual(
    expect.arrayContaining([
      'signalbox_leak_alarm{task="qa"} 0',
      'signalbox_leak_target{task="qa"} 0.1',
      'signalbox_leak_share{task="qa"} 0.25',
      'signalbox_leak_requests_total{task="qa"} 4',
      'signalbox_caller_tier_requests_total{task="qa"} 2',
      'signalbox_escalation_sources_total{task="qa",cause="gate",source="logprobs"} 1',
    ]),
  )
  const invented = { ...task, task: 'of a caller', target: 0.05, isRaised: true }
  read = [{ ...task, leaks: { numerator: 0, denominator: 0 } }, invented, { ...invented, task: 'another' }]
  const { text } = await metrics.render()
  expect(seriesOf(text)).toEqual(
    expect.arrayContaining([
      'signalbox_leak_alarm{task="other"} 1',
      'signalbox_leak_target{task="other"} 0.05',
      'signalbox_leak_share{task="other"} 0.25',
      'signalbox_leak_requests_total{task="other"} 8',
      'signalbox_escalation_sources_total{task="other",cause="gate",source="logprobs"} 2',
    ]),
  )
  // A share of nothing is not known.
  expect(text).not.toContain('leak_share{task="qa"}')
  expect(text).not.toMatch(/"of a caller"|"another"/)
})

it('what an alarm knew before is in its share, and in no counter', async () => {
  const { router } = createWorld({})
  const seen = (leaked: number, served: number, byCaller: number) => ({
    task: 'qa',
    target: 0.2,
    isRaised: true,
    leaks: { numerator: leaked, denominator: served },
    byCaller,
    sources: [{ cause: 'gate', source: 'logprobs', requests: leaked }],
  })
  const fresh = { ...seen(1, 1, 0), sources: [{ cause: 'fallback', source: 'small', requests: 1 }] }
  const alarm = {
    before: () => ({ tasks: [seen(50, 100, 7), { ...seen(2, 2, 0), task: 'of a caller' }] }),
    read: () => ({
      tasks: [
        { ...seen(60, 120, 8), sources: [...seen(60, 120, 8).sources, ...fresh.sources] },
        { ...seen(3, 4, 0), task: 'of a caller' },
        { ...seen(3, 3, 0), task: 'of another' },
      ],
    }),
  }
  const metrics = createPrometheusMetrics({ router, alarm })
  for (const _ of [1, 2])
    expect(seriesOf((await metrics.render()).text)).toEqual(
      expect.arrayContaining([
        'signalbox_leak_alarm{task="qa"} 1',
        'signalbox_leak_share{task="qa"} 0.5',
        'signalbox_leak_requests_total{task="qa"} 20',
        'signalbox_caller_tier_requests_total{task="qa"} 1',
        'signalbox_escalation_sources_total{task="qa",cause="gate",source="logprobs"} 10',
        'signalbox_escalation_sources_total{task="qa",cause="fallback",source="small"} 1',
        'signalbox_leak_requests_total{task="other"} 5',
        'signalbox_escalation_sources_total{task="other",cause="gate",source="logprobs"} 4',
      ]),
    )
})

it('answers beside are counted by what became of them', async () => {
  const { router } = createWorld({})
  let counts = { sent: 3, failed: 1, dropped: { busy: 2 }, running: 1 }
  const metrics = createPrometheusMetrics({ router, shadow: { study: 'spring', counts: () => counts } })
  const shadows = async (): Promise<readonly string[]> =>
    seriesOf((await metrics.render()).text).filter((line) => line.startsWith('signalbox_shadow_'))
  expect(await shadows()).toEqual([
    'signalbox_shadow_requests_total{study="spring",end="served",reason="none"} 2',
    'signalbox_shadow_requests_total{study="spring",end="failed",reason="none"} 1',
    'signalbox_shadow_requests_total{study="spring",end="dropped",reason="busy"} 2',
    'signalbox_shadow_running{study="spring"} 1',
  ])
  counts = { ...counts, sent: 4, running: 0 }
  expect((await shadows())[0]).toMatch(/end="served",reason="none"\} 3$/)
})

it('what is bought for evidence is counted apart from what requests cost', async () => {
  const { router, ask } = createWorld({ small: [ok()], large: [ok()] })
  const metrics = createPrometheusMetrics({ router, labels: () => ({ human: 3, judge: 5 }) })
  const { attempts } = await ask({ task: 'qa' })
  metrics.observeEvidence(attempts, 'shadow')
  metrics.observeEvidence(attempts, 'judge')
  const { text } = await metrics.render()
  expect(seriesOf(text)).toEqual(
    expect.arrayContaining([
      'signalbox_attempts_total{target="small",purpose="shadow",end="done",reason="none"} 1',
      'signalbox_evidence_cost_usd_total{purpose="shadow"} 0.00014',
      'signalbox_evidence_cost_usd_total{purpose="judge"} 0.00014',
      'signalbox_labels{source="human"} 3',
      'signalbox_labels{source="judge"} 5',
    ]),
  )
  expect(text).not.toMatch(/^signalbox_(cost_usd|requests)_total\{/m)
})

it('requests that a draw sent elsewhere are counted', async () => {
  const { router, ask } = createWorld({ small: [ok()] })
  const outcome = await ask({ task: 'qa' })
  const metrics = createPrometheusMetrics({ router })
  metrics.observe(outcome)
  metrics.observe({ ...outcome, decision: { ...outcome.decision, cause: 'exploration' } })
  expect((await metrics.render()).text).toContain('signalbox_explorations_total{task="qa",tier="economy"} 1')
})

it('a breaker shows while it is open', async () => {
  const { router, ask } = createWorld({ small: Array.from({ length: 9 }, () => fails(401)), large: [] })
  const metrics = createPrometheusMetrics({ router })
  expect((await metrics.render()).text).not.toMatch(/^signalbox_breaker_open\{/m)
  for (let n = 0; n < 3; n++) await ask({ task: 'qa' })
  expect((await metrics.render()).text).toMatch(/^signalbox_breaker_open\{key="[^"]+"\} 1$/m)
})

it('two gateways of one process have a registry each', async () => {
  const { router } = createWorld({})
  const [one, other] = [createPrometheusMetrics({ router }), createPrometheusMetrics({ router, processMetrics: true })]
  one.refused(404)
  expect((await one.render()).text).toContain('signalbox_refused_total{status="404"} 1')
  expect((await one.render()).text).not.toContain('process_cpu')
  expect((await other.render()).text).not.toContain('signalbox_refused_total{status="404"}')
  expect((await other.render()).text).toContain('process_cpu')
})

it('however many tasks callers invent, the number of series stays', async () => {
  const { router, ask } = createWorld({ small: [ok()] })
  const outcome = await ask({ task: 'qa' })
  const withTask = (task: string): Outcome => ({ ...outcome, decision: { ...outcome.decision, task } })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string(), { minLength: 1, maxLength: 50 }), async (tasks) => {
      const metrics = createPrometheusMetrics({ router })
      metrics.observe(withTask('not one of ours'))
      const before = seriesOf((await metrics.render()).text).length
      for (const task of tasks.filter((name) => !/^[a-z]+$/.test(name))) metrics.observe(withTask(task))
      expect(seriesOf((await metrics.render()).text)).toHaveLength(before)
    }),
    { numRuns: 20 },
  )
})
