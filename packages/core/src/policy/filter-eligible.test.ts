import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCatalog } from '../catalog/create-catalog.ts'
import type { ModelCard } from '../catalog/model-card.ts'
import type { Target } from '../catalog/target.ts'
import { createFeatures } from '../request/create-features.ts'
import type { RouteRequest } from '../request/route-request.ts'
import type { Constraints } from '../request/constraints.ts'
import { filterEligible, type Eligibility } from './filter-eligible.ts'

const nowMs = Date.UTC(2026, 10, 24)

const card: ModelCard = {
  id: 'v/m',
  name: 'M',
  vendor: 'v',
  contextTokens: 10_000,
  maxOutputTokens: 1_000,
  capabilities: { tools: true, jsonSchema: true, jsonMode: true, logprobs: true },
  inputModalities: ['text', 'image'],
  outputModalities: ['text'],
  licence: 'MIT',
  openWeights: true,
  jurisdiction: 'EU',
  availableFrom: '2026-01-01',
  availableUntil: '2027-01-01',
  prices: [
    { provider: 'v', periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: 1, outputPerMillionUsd: 10 }] }] },
  ],
  sources: {},
}
const target: Target = { id: 't', model: 'v/m', region: 'eu-west', retentionDays: 0 }
const hello: RouteRequest = { task: 'qa', messages: [{ role: 'user', content: 'What is this?' }] }

interface Case {
  readonly constraints?: Constraints
  readonly card?: Partial<ModelCard>
  readonly target?: Partial<Target>
  readonly request?: Partial<RouteRequest>
  readonly nowMs?: number
  readonly budgetLeftNanoUsd?: number
}

function filter(one: Case): Eligibility {
  const request = { ...hello, ...one.request }
  const own = { ...target, ...one.target }
  return filterEligible({
    request,
    features: createFeatures(request),
    tiers: [{ name: 'economy', targets: ['t'] }],
    targets: new Map([['t', own]]),
    catalog: createCatalog({ version: 'test', models: [{ ...card, ...one.card }] }),
    constraints: one.constraints ?? {},
    snapshot: { nowMs: one.nowMs ?? nowMs, health: {}, budgetLeftNanoUsd: one.budgetLeftNanoUsd },
  })
}

describe('what may serve', () => {
  it.each<[string, Case]>([
    ['no limits at all', {}],
    ['an allowed vendor', { constraints: { vendors: { allow: ['v'] } } }],
    ['a jurisdiction that is not denied', { constraints: { jurisdictions: { deny: ['CN'] } } }],
    ['open weights wanted and had', { constraints: { openWeights: true } }],
    ['retention within the limit', { constraints: { maxRetentionDays: 0 } }],
    ['an unknown price where nothing limits cost', { card: { prices: [] } }],
    [
      'tools offered but switched off',
      { card: { capabilities: {} }, request: { tools: [{ name: 'x' }], toolChoice: 'none' } },
    ],
    [
      'a schema by a call, which the model can make',
      {
        card: { capabilities: { tools: true } },
        request: { responseFormat: { type: 'json', schema: {} }, formatBy: { t: 'tool-call' } },
      },
    ],
    [
      'a schema by JSON alone',
      {
        card: { capabilities: { jsonMode: true } },
        request: { responseFormat: { type: 'json', schema: {} }, formatBy: { t: 'json' } },
      },
    ],
    [
      'a price of 0 under a ceiling',
      {
        constraints: { maxCostUsd: 0 },
        target: {
          prices: {
            provider: 'v',
            periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: 0, outputPerMillionUsd: 0 }] }],
          },
        },
      },
    ],
    [
      'an assumed price under a ceiling',
      {
        constraints: { maxCostUsd: 1 },
        card: { prices: [] },
        target: { assumedPrice: { inputPerMillionUsd: 1, outputPerMillionUsd: 1 } },
      },
    ],
  ])('%s', (_, one) => {
    const { eligible, rejected } = filter(one)
    expect(rejected).toEqual([])
    expect(eligible.map((candidate) => candidate.target.id)).toEqual(['t'])
  })
})

describe('each rejection has its code and says why', () => {
  it.each<[string, RegExp, Case]>([
    ['target', /denies/, { constraints: { targets: { deny: ['t'] } } }],
    ['model', /allows v\/other/, { constraints: { models: { allow: ['v/other'] } } }],
    ['vendor', /has vendor v/, { constraints: { vendors: { deny: ['v'] } } }],
    ['region', /has region eu-west/, { constraints: { regions: { allow: ['us-east'] } } }],
    ['region', /no known region/, { constraints: { regions: { allow: ['us-east'] } }, target: { region: undefined } }],
    ['jurisdiction', /vendor jurisdiction EU/, { constraints: { jurisdictions: { deny: ['EU'] } } }],
    [
      'jurisdiction',
      /host jurisdiction CN/,
      { constraints: { jurisdictions: { deny: ['CN'] } }, target: { jurisdiction: 'CN' } },
    ],
    ['licence', /allows Apache-2.0/, { constraints: { licences: { allow: ['Apache-2.0'] } } }],
    [
      'open-weights',
      /does not offer open weights/,
      { constraints: { openWeights: true }, card: { openWeights: false } },
    ],
    ['retention', /keeps prompts for 30 days/, { constraints: { maxRetentionDays: 7 }, target: { retentionDays: 30 } }],
    ['retention', /does not say/, { constraints: { maxRetentionDays: 7 }, target: { retentionDays: undefined } }],
    ['availability', /no longer available since 2027-01-01/, { nowMs: Date.UTC(2027, 0, 1) }],
    ['availability', /not available before 2026-01-01/, { nowMs: Date.UTC(2025, 11, 31, 23, 59) }],
    [
      'tools',
      /does not offer tool calls/,
      { card: { capabilities: { tools: false } }, request: { tools: [{ name: 'x' }] } },
    ],
    [
      'tools',
      /does not offer tool calls/,
      {
        card: { capabilities: { tools: false, jsonSchema: true } },
        request: { responseFormat: { type: 'json', schema: {} }, formatBy: { t: 'tool-call' } },
      },
    ],
    [
      'json-schema',
      /JSON Schema/,
      {
        card: { capabilities: { tools: true } },
        request: { responseFormat: { type: 'json', schema: {} }, formatBy: { other: 'tool-call' } },
      },
    ],
    ['tools', /is not known to offer/, { card: { capabilities: {} }, request: { tools: [{ name: 'x' }] } }],
    ['json', /JSON replies/, { card: { capabilities: {} }, request: { responseFormat: { type: 'json' } } }],
    [
      'json-schema',
      /JSON Schema/,
      { card: { capabilities: { jsonMode: true } }, request: { responseFormat: { type: 'json', schema: {} } } },
    ],
    [
      'tools',
      /does not offer tool calls/,
      {
        card: { capabilities: { tools: true } },
        target: { capabilities: { tools: false } },
        request: { tools: [{ name: 'x' }] },
      },
    ],
    ['logprobs', /log-probabilities/, { card: { capabilities: {} }, request: { logprobs: true } }],
    [
      'modality',
      /takes text, image, not audio/,
      { request: { messages: [{ role: 'user', content: [{ type: 'media', modality: 'audio' }] }] } },
    ],
    ['max-output', /at most 1,000 tokens.*up to 2,000/, { request: { maxOutputTokens: 2_000 } }],
    ['max-output', /at most 50/, { target: { maxOutputTokens: 50 }, request: { maxOutputTokens: 60 } }],
    [
      'context-window',
      /needs .* tokens of context, has 10,000/,
      { request: { messages: [{ role: 'user', content: 'word '.repeat(20_000) }] } },
    ],
    ['context-window', /no known context window/, { card: { contextTokens: undefined } }],
    ['price-unknown', /no known price.*assumedPrice/, { constraints: { maxCostUsd: 1 }, card: { prices: [] } }],
    ['price-unknown', /no known price/, { budgetLeftNanoUsd: 5, card: { prices: [] } }],
    ['cost-ceiling', /may cost \$.*ceiling is \$0.001/, { constraints: { maxCostUsd: 0.001 } }],
    ['budget', /the budget has/, { budgetLeftNanoUsd: 100 }],
    ['unknown-model', /catalogue does not have/, { card: { id: 'v/else' } }],
  ])('%s: %s', (code, detail, one) => {
    const { eligible, rejected } = filter(one)
    expect(eligible).toEqual([])
    expect(rejected).toMatchObject([{ target: 't', tier: 'economy', code }])
    expect(rejected[0]?.detail).toMatch(detail)
  })

  it('under a ceiling a request without limit gets one, and it is said', () => {
    expect(filter({ constraints: { maxCostUsd: 1 } })).toMatchObject({
      maxOutputTokens: 4_096,
      isOutputLimitDefaulted: true,
    })
    expect(filter({})).toMatchObject({ maxOutputTokens: undefined, isOutputLimitDefaulted: false })
  })
})

it('parts every target into eligible or rejected, never both, never neither', () => {
  const limit = fc.option(fc.record({ deny: fc.subarray(['v', 'EU', 'MIT', 't']) }), { nil: undefined })
  fc.assert(
    fc.property(
      limit,
      limit,
      fc.option(fc.double({ min: 0, max: 0.1, noNaN: true }), { nil: undefined }),
      fc.boolean(),
      fc.integer({ min: 1, max: 20_000 }),
      (vendors, jurisdictions, maxCostUsd, wantsTools, words) => {
        const { eligible, rejected } = filter({
          constraints: { vendors, jurisdictions, maxCostUsd },
          card: { capabilities: { tools: words % 2 === 0 } },
          request: {
            tools: wantsTools ? [{ name: 'x' }] : undefined,
            messages: [{ role: 'user', content: 'word '.repeat(words) }],
          },
        })
        return eligible.length + rejected.length === 1
      },
    ),
    { numRuns: 60 },
  )
})
