import { toShare } from '@signalbox/core'
import type { PageLimit, ReplayGroup, ReplayReport, SideFigures } from '@signalbox/quality'
import { sampleStartMs } from './sample-traffic.ts'
import type { SampleNames } from './sample-names.ts'

function side(
  names: SampleNames,
  requests: number,
  escalated: number,
  unknown: number,
  right: number | undefined,
): SideFigures {
  return {
    decided: requests,
    served: requests - 4,
    noRoute: { requests: 4, examples: [`${names.idPrefix}1`, `${names.idPrefix}2`], unknownModel: 1 },
    escalation: toShare(escalated, requests),
    escalationAtMost: toShare(escalated + unknown, requests),
    escalationByCause: { rule: escalated },
    gateUnknown: unknown,
    rejections: { [`licence ${names.app}`]: 12, context: 3 },
    latencyMs: { p50: 820, p95: 3_400, p95AtMost: undefined, requests, unknown: 7 },
    quality:
      right === undefined
        ? { method: 'unknown', reason: `nobody has labelled any of ${names.idPrefix}` }
        : {
            method: 'labels',
            value: right,
            low: right - 0.03,
            high: right + 0.03,
            labelled: 780,
            effective: 780,
            covers: requests,
            requests,
          },
    spend: { requests: requests - 9, nanoUsd: requests * 3_000_000, nanoUsdAtMost: requests * 3_300_000 },
    costUnknown: { [`no price of ${names.economy}`]: 9 },
    tokens: { counted: requests - 20, ofAnotherModel: 12, estimated: 8 },
    failedUncounted: 2,
  }
}

function group(names: SampleNames, key: string, requests: number, change: number, place: number): ReplayGroup {
  const cost = requests * 3_100_000
  return {
    key,
    requests,
    a: side(names, requests, Math.round(requests * 0.25), 0, place % 3 === 0 ? 0.87 : undefined),
    b: side(
      names,
      requests,
      Math.round(requests * (0.08 + 0.05 * (place % 4))),
      place % 2 === 0 ? Math.round(requests * 0.1) : 0,
      place % 3 === 0 ? 0.85 : undefined,
    ),
    cost: {
      requests: requests - 9,
      notServed: 0,
      leftOut: 9,
      aNanoUsd: cost,
      aNanoUsdAtMost: cost,
      bNanoUsd: Math.round(cost * (1 + change)),
      bNanoUsdAtMost: Math.round(cost * (1 + change) * 1.1),
      difference: { value: cost * change, low: cost * (change - 0.04), high: cost * (change + 0.04) },
      relative: { value: change, low: change - 0.04, high: change + 0.04 },
    },
    changed: toShare(Math.round(requests * 0.3), requests),
    preference: { better: 40 + place, asGood: 90, worse: 30 },
  }
}

/** A replay in which everything happens that a page has to show. */
export function sampleReplay(names: SampleNames): {
  readonly report: ReplayReport
  readonly limits: readonly PageLimit[]
} {
  const changes = [-0.42, -0.3, -0.12, 0.04, -0.02, 0.11, -0.25, 0, -0.33, -0.05, 0.02, -0.6]
  return {
    report: {
      a: { name: names.policy, isRecorded: true, policy: undefined },
      b: { name: `${names.policy} next`, isRecorded: false, policy: { name: names.policy, version: 'd4e5f6' } },
      fromMs: sampleStartMs,
      toMs: sampleStartMs + 29 * 86_400_000,
      total: group(names, 'total', 30_000, -0.24, 0),
      tasks: names.tasks.map((task, place) => group(names, task, 3_000 - 200 * place, changes[place % 12] ?? 0, place)),
      routes: names.tasks.map((_, place) => ({
        from: `${names.frontier} ${place}`,
        to: `${names.economy} or ${names.frontier}`,
        requests: 900 - 50 * place,
        examples: [`${names.idPrefix}${place}`, `${names.idPrefix}9${place}`],
        cost: { requests: 880 - 50 * place, differenceNanoUsd: -123_456_789 * (place - 3) },
      })),
      lost: names.tasks.slice(3, 4),
      assumptions: [
        `Tokens of ${names.economy} are those of ${names.frontier}.`,
        'Prices are those of each request’s own moment.',
      ],
    },
    limits: [
      { limit: 'maxEscalation', holds: true, sentence: 'Escalation is 12.0 %, at most 20 % is allowed.' },
      { limit: `minQuality of ${names.app}`, holds: 'unknown', sentence: `Quality of ${names.app} is not known.` },
      { limit: 'maxCost', holds: false, sentence: 'Cost is +7 %, +5 % is allowed.' },
    ],
  }
}
