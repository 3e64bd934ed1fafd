import {
  cascade,
  checks,
  createCatalog,
  rules,
  type Features,
  type GateSpec,
  type ModelCard,
  type RouterOptions,
  type Strategy,
} from '@signalbox/core'
import type { ActualRun, KnownAnswer, PastRequest } from '../src/replay/past-request.ts'
import type { Side } from '../src/replay/side.ts'

export const dayMs = Date.UTC(2026, 6, 1)

/** Prices in dollars per million tokens, output four times the input. */
export function card(id: string, price: number | undefined, more: Partial<ModelCard> = {}): ModelCard {
  const vendor = id.split('/')[0] ?? id
  return {
    id,
    name: id,
    vendor,
    contextTokens: 100_000,
    maxOutputTokens: 8_000,
    capabilities: { tools: true, jsonSchema: true, jsonMode: true, logprobs: true },
    inputModalities: ['text'],
    outputModalities: ['text'],
    licence: 'proprietary',
    openWeights: false,
    jurisdiction: 'US',
    prices:
      price === undefined
        ? []
        : [
            {
              provider: vendor,
              periods: [
                { tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: price, outputPerMillionUsd: 4 * price }] },
              ],
            },
          ],
    sources: {},
    ...more,
  }
}

/** Targets `a` and `b` in economy at $1 and $2, `x` and `y` in frontier at $10 and $20, each named like its model. */
export function optionsOf(strategy: Strategy, more: Partial<RouterOptions> = {}): RouterOptions {
  const models = [card('va/a', 1), card('vb/b', 2), card('vx/x', 10), card('vy/y', 20)]
  return {
    catalog: createCatalog({ version: 'test', models }),
    targets: models.map(({ id }) => ({ id: id.slice(3), model: id })),
    tiers: [
      { name: 'economy', targets: ['a', 'b'] },
      { name: 'frontier', targets: ['x', 'y'] },
    ],
    strategy,
    ...more,
  }
}

export const side = (name: string, strategy: Strategy, more: Partial<RouterOptions> = {}): Side => ({
  name,
  options: optionsOf(strategy, more),
})
export const allEconomy = side('all economy', rules([], { otherwise: 'economy' }))
export const allFrontier = side('all frontier', rules([], { otherwise: 'frontier' }))
export const gated = (gate: GateSpec = checks()): Side =>
  side('cascade', cascade({ tiers: ['economy', 'frontier'], gate }))

export function features(more: Partial<Features> = {}): Features {
  return {
    inputTokens: 1_000,
    task: 'qa',
    taskSource: 'detected',
    taskConfidence: 0.9,
    language: 'en',
    needsTools: false,
    needsJson: 'no',
    needsLogprobs: false,
    modalities: ['text'],
    difficulty: 0.3,
    turns: 1,
    ...more,
  }
}

/** Served by `a` as planned: 1,000 tokens in, 100 out. */
export function actual(more: Partial<ActualRun> = {}): ActualRun {
  return {
    policy: 'default',
    kind: 'served',
    isVirtual: true,
    task: 'qa',
    action: 'a',
    propensity: 1,
    rejections: {},
    servedTarget: 'a',
    servedModel: 'va/a',
    servedTier: 'economy',
    escalated: false,
    escalationCause: undefined,
    costNanoUsd: 1_400_000,
    isCostLowerBound: false,
    baselineModel: undefined,
    baselineCostNanoUsd: undefined,
    durationMs: 1_000,
    failedTargets: [],
    ...more,
  }
}

export function answer(by: KnownAnswer['by'], more: Partial<KnownAnswer> = {}): KnownAnswer {
  return {
    by,
    inputTokens: 1_000,
    outputTokens: 100,
    durationMs: undefined,
    gate: undefined,
    reply: undefined,
    labels: [],
    ...more,
  }
}

export const byTarget = (target: string): { readonly target: string; readonly model: string } => ({
  target,
  model: `v${target}/${target}`,
})

export function past(id: string, more: Partial<PastRequest> = {}): PastRequest {
  return {
    id,
    atMs: dayMs,
    request: { id, messages: [], features: features() },
    conversation: id,
    actual: actual(),
    answers: [answer(byTarget('a'))],
    ...more,
  }
}
