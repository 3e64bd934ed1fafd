import { addToTally, createBaselineTally, toBaselineSaved, type BaselineTally } from './baseline-tally.ts'
import { createPriceSources } from './price-source.ts'
import { toWarnings } from './savings-warnings.ts'
import { leftOutReason, type LeftOutReason, type SavingsRow } from './savings-row.ts'
import type { CoveredPolicy, LeftOut, Savings } from './savings.ts'
import { createTokenRatios, type CountedAttempt } from './token-ratio.ts'

/** An attempt, as far as the statement goes. */
export interface SavingsAttempt extends CountedAttempt {
  readonly study?: string | undefined
  readonly costNanoUsd?: number | undefined
  readonly isCostLowerBound?: boolean | undefined
  readonly priceJson?: string | undefined
}

export interface SavingsOptions {
  /** Only rows with this baseline; undefined = a statement for each one that was in force. */
  readonly baseline?: string | undefined
  /** Of the same period, those of one request one after the other: how models count, and where prices come from. */
  readonly attempts?: Iterable<SavingsAttempt> | undefined
  /** Of the bootstrap: the same text, the same intervals. */
  readonly seed?: string | undefined
}

/** Versions that are told apart; further ones are counted together. */
const mostPolicies = 200

/**
 * The savings statement of these outcomes, in one pass and bounded memory. Integer sums are exact below nine million dollars.
 *
 * What is compared: the served reply's token counts at the baseline's price of that moment, as the ledger recorded it, with everything that
 * was spent on the request: answer, rejected drafts, failed attempts, checks, shadows and studies.
 */
export function foldSavings(rows: Iterable<SavingsRow>, options: SavingsOptions = {}): Savings {
  const tallies = new Map<string, BaselineTally>()
  const leftOut = new Map<LeftOutReason, { requests: number; spent: number }>()
  const policies = new Map<string, { -readonly [K in keyof CoveredPolicy]: CoveredPolicy[K] }>()
  let requests = 0
  let fromMs: number | undefined
  let toMs: number | undefined
  for (const row of rows) {
    requests++
    fromMs = Math.min(fromMs ?? row.startedAtMs, row.startedAtMs)
    toMs = Math.max(toMs ?? row.startedAtMs, row.startedAtMs)
    countPolicy(policies, row)
    const reason = leftOutReason(row, options.baseline)
    const { baselineModel, baselineCostNanoUsd } = row
    if (reason !== undefined || baselineModel === undefined || baselineCostNanoUsd === undefined) {
      const group = getOrMake(leftOut, reason ?? 'no-baseline', () => ({ requests: 0, spent: 0 }))
      group.requests++
      group.spent += row.costNanoUsd + row.evidenceCostNanoUsd
    } else addToTally(getOrMake(tallies, baselineModel, createBaselineTally), row, baselineCostNanoUsd)
  }

  const ratios = createTokenRatios()
  const prices = createPriceSources()
  let evidenceOfUnknownCost = 0
  for (const attempt of options.attempts ?? []) {
    ratios.add(attempt)
    prices.add(attempt.priceJson)
    if (attempt.study !== undefined && (attempt.costNanoUsd === undefined || attempt.isCostLowerBound === true))
      evidenceOfUnknownCost++
  }

  const made = {
    fromMs,
    toMs,
    requests,
    policies: [...policies.values()].toSorted((a, b) => b.requests - a.requests || (nameOf(a) < nameOf(b) ? -1 : 1)),
    baselines: [...tallies]
      .toSorted(([a, x], [b, y]) => y.total.requests - x.total.requests || (a < b ? -1 : 1))
      .map(([baseline, tally]) => toBaselineSaved(baseline, tally, ratios, options.seed ?? 'savings')),
    leftOut: [...leftOut]
      .map(([reason, group]): LeftOut => ({ reason, requests: group.requests, spentNanoUsd: group.spent }))
      .toSorted((a, b) => b.requests - a.requests || (a.reason < b.reason ? -1 : 1)),
    prices: prices.list(),
    evidenceOfUnknownCost,
  }
  return { ...made, warnings: toWarnings(made, options.baseline) }
}

function nameOf({ name, version }: CoveredPolicy): string {
  return `${name} ${version}`
}

function countPolicy(
  policies: Map<string, { -readonly [K in keyof CoveredPolicy]: CoveredPolicy[K] }>,
  { policyName: name, policyVersion: version }: SavingsRow,
): void {
  const key = `${name}\u0000${version}`
  const isKept = policies.has(key) || policies.size < mostPolicies
  const policy = isKept
    ? getOrMake(policies, key, () => ({ name, version, requests: 0 }))
    : getOrMake(policies, '', () => ({ name: '(others)', version: '', requests: 0 }))
  policy.requests++
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}
