import { seededRandom, type IntentRow, type OutcomeRow, type SettlementRow } from '@signalbox/core'
import { benignNames, type SampleNames } from './sample-names.ts'

/** A request of the sample with its attempts. */
export interface SampleRequest {
  readonly outcome: OutcomeRow
  readonly attempts: readonly (IntentRow & SettlementRow)[]
}

export interface SampleOptions {
  readonly requests: number
  readonly days?: number | undefined
  readonly names?: SampleNames | undefined
}

const dayMs = 86_400_000
/** Those of the built-in policy. */
export const targets = { economy: 'deepseek/v4-pro', frontier: 'anthropic/sonnet' } as const
export const sampleStartMs = Date.UTC(2026, 5, 1)

/** How much of the traffic a task is, and how often its drafts are not sure enough: by its place among the tasks. */
const shapes: readonly {
  readonly weight: number
  readonly gate: number
  readonly rule: number
  readonly tokens: number
}[] = [
  { weight: 18, gate: 0.04, rule: 0, tokens: 2_400 },
  { weight: 16, gate: 0.12, rule: 0, tokens: 420 },
  { weight: 13, gate: 0.05, rule: 0, tokens: 1_500 },
  { weight: 6, gate: 0.02, rule: 0, tokens: 700 },
  { weight: 9, gate: 0.03, rule: 0, tokens: 900 },
  { weight: 6, gate: 0.04, rule: 0, tokens: 800 },
  { weight: 12, gate: 0.09, rule: 0, tokens: 600 },
  { weight: 8, gate: 0.05, rule: 0, tokens: 1_100 },
  { weight: 4, gate: 0.06, rule: 0, tokens: 1_300 },
  { weight: 5, gate: 0.1, rule: 0.7, tokens: 1_900 },
  { weight: 2, gate: 0.1, rule: 0.9, tokens: 500 },
  { weight: 1, gate: 0.1, rule: 1, tokens: 900 },
]

/**
 * A month of three tenants' traffic, the same for the same options: twelve task types, conversations, drafts, fall-backs, failures, unknown
 * prices. `classify` leaks from day 18 on; the economy model's price rises by half on day 15.
 */
export function* sampleTraffic(options: SampleOptions): IterableIterator<SampleRequest> {
  const { requests, days = 30, names = benignNames } = options
  const random = seededRandom('sample traffic')
  for (let index = 0; index < requests; index++) {
    const atMs = Math.floor(sampleStartMs + (index / requests) * days * dayMs)
    yield toRequest(index, atMs, names, random)
  }
}

function toRequest(index: number, startedAtMs: number, names: SampleNames, random: () => number): SampleRequest {
  const place = draw(
    shapes.map(({ weight }) => weight),
    random,
  )
  const shape = shapes[place] ?? shapes[0]
  if (shape === undefined) throw new Error('The sample has no shapes.')
  const day = (startedAtMs - sampleStartMs) / dayMs
  const requestId = `${names.idPrefix}${index}`
  const inputTokens = Math.round(shape.tokens * (0.4 + 1.6 * random() ** 2))
  const outputTokens = Math.round(40 + inputTokens * 0.25 * random())
  const gateShare = place === 1 && day >= 18 ? 0.42 : shape.gate
  const byRule = random() < shape.rule
  const byGate = !byRule && random() < gateShare
  const byFallback = !byRule && !byGate && random() < (day > 21 && day < 22 ? 0.25 : 0.01)
  const isEscalated = byRule || byGate || byFallback
  const end = random()
  const kind = end < 0.004 ? 'failed' : end < 0.006 ? 'broken' : end < 0.011 ? 'aborted' : 'served'
  const isUnknown = random() < 0.006
  const rise = day >= 15 ? 1.5 : 1
  const economyCost = Math.round((inputTokens * 0.435 + outputTokens * 0.87) * 1_000 * rise)
  const frontierCost = Math.round((inputTokens * 3 + outputTokens * 15) * 1_000)
  const draftCost = byGate ? economyCost : 0
  const servedCost = isEscalated ? frontierCost : economyCost
  const evidence = random() < 0.01 ? frontierCost : 0
  const durationMs = Math.round((isEscalated ? 1_400 : 700) * (0.5 + 2.5 * random() ** 3) + outputTokens * 6)
  const attempt = (
    n: number,
    tier: 'economy' | 'frontier',
    ending: SettlementRow['end'],
    cost: number | undefined,
  ): IntentRow & SettlementRow => ({
    requestId,
    n,
    step: n - 1,
    purpose: 'serve',
    target: targets[tier],
    model: tier === 'economy' ? names.economy : names.frontier,
    tier,
    startedAtMs,
    study: undefined,
    end: ending,
    reason: ending === 'rejected' ? `${names.gate}: 0.61 is below 0.8` : ending === 'failed' ? 'overloaded' : undefined,
    status: ending === 'failed' ? 529 : 200,
    billable: ending === 'failed' ? 'no' : 'yes',
    servedModel: undefined,
    answeredTarget: undefined,
    answeredModel: undefined,
    host: undefined,
    callId: undefined,
    inputTokens: tier === 'economy' ? inputTokens : Math.round(inputTokens * 1.08),
    outputTokens,
    cacheReadTokens: undefined,
    cacheWriteTokens: undefined,
    reasoningTokens: undefined,
    costNanoUsd: cost,
    isCostLowerBound: cost === undefined,
    reportedCostNanoUsd: undefined,
    pricedCostNanoUsd: cost,
    priceJson: undefined,
    firstContentMs: 300,
    durationMs,
  })
  const first = byGate
    ? [attempt(1, 'economy', 'rejected', draftCost)]
    : byFallback
      ? [attempt(1, 'economy', 'failed', 0)]
      : []
  const last = attempt(
    first.length + 1,
    isEscalated ? 'frontier' : 'economy',
    kind === 'served' ? 'done' : 'failed',
    isUnknown ? undefined : servedCost,
  )
  return {
    attempts: [...first, last],
    outcome: {
      requestId,
      kind,
      startedAtMs,
      policyName: names.policy,
      policyVersion: day < 20 ? 'a1b2c3' : 'd4e5f6',
      strategy: 'rules',
      requested: 'auto',
      isVirtual: true,
      task: names.tasks[place % names.tasks.length] ?? 'unknown',
      taskSource: 'detected',
      language: random() < 0.8 ? 'en' : 'de',
      tenant: names.tenants[draw([6, 3, 1], random) % names.tenants.length],
      session: random() < 0.5 ? `talk-${Math.floor(index / 7)}` : undefined,
      tags: { app: names.app },
      decidedTier: byRule ? 'frontier' : 'economy',
      decidedTarget: targets[byRule ? 'frontier' : 'economy'],
      decidedGate: byRule ? undefined : names.gate,
      cause: 'rule',
      rule: names.rule,
      propensity: 1,
      rejections: undefined,
      requestJson: undefined,
      servedN: kind === 'served' ? last.n : undefined,
      servedTarget: kind === 'served' ? last.target : undefined,
      servedModel: kind === 'served' ? last.model : undefined,
      servedTier: kind === 'served' ? last.tier : undefined,
      servedTierRank: kind !== 'served' ? undefined : isEscalated ? 1 : 0,
      escalated: kind === 'served' && isEscalated,
      escalationCause: kind !== 'served' || !isEscalated ? undefined : byRule ? 'rule' : byGate ? 'gate' : 'fallback',
      fallback: byFallback ? 'up' : 'no',
      gate: byRule ? 'none' : byGate ? 'rejected' : 'accepted',
      failureKind: kind === 'failed' ? 'overloaded' : undefined,
      attempts: first.length + 1,
      costNanoUsd: (isUnknown ? 0 : servedCost) + draftCost,
      isCostLowerBound: isUnknown,
      draftCostNanoUsd: draftCost,
      failedCostNanoUsd: 0,
      checkCostNanoUsd: 0,
      evidenceCostNanoUsd: evidence,
      baselineModel: names.baseline,
      baselineCostNanoUsd: kind === 'served' ? frontierCost : undefined,
      inputTokens,
      outputTokens,
      commitMs: 300,
      durationMs,
      promptJson: undefined,
    },
  }
}

function draw(weights: readonly number[], random: () => number): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  const place = weights.findIndex((weight) => (left -= weight) < 0)
  return Math.max(0, place)
}
