import { fnv1a } from '@signalbox/core'
import { addToCluster, createClusterSums, toSavedIntervals, type ClusterSums } from './cluster-sums.ts'
import type { BaselineSaved, SavedAmount } from './savings.ts'
import type { SavingsRow } from './savings-row.ts'
import { toSavingParts } from './saving-parts.ts'
import type { TokenRatios } from './token-ratio.ts'
import { toTokenAdjustment } from './token-adjustment.ts'

/** Sums of one group, nano-dollars. */
interface Group {
  requests: number
  actual: number
  baseline: number
  readonly clusters: ClusterSums
}

interface ModelSums {
  requests: number
  answers: number
  baseline: number
}

/** Everything the statement says of one baseline, in memory that does not grow with requests. */
export interface BaselineTally {
  readonly total: Group
  readonly tasks: Map<string, Group>
  readonly models: Map<string, ModelSums>
  drafts: number
  failed: number
  checks: number
  evidence: number
}

const totalClusters = 4_096
const taskClusters = 1_024
/** Names come from callers: beyond so many, the rest is one group. */
const mostNames = 500
const others = '(others)'

export function createBaselineTally(): BaselineTally {
  return {
    total: createGroup(totalClusters),
    tasks: new Map(),
    models: new Map(),
    drafts: 0,
    failed: 0,
    checks: 0,
    evidence: 0,
  }
}

/** @param baseline what the served counts cost at the baseline's price of that moment */
export function addToTally(tally: BaselineTally, row: SavingsRow, baseline: number): void {
  const overhead = row.draftCostNanoUsd + row.failedCostNanoUsd + row.checkCostNanoUsd
  const actual = row.costNanoUsd + row.evidenceCostNanoUsd
  const hash = fnv1a(row.session === undefined ? `request ${row.requestId}` : `session ${row.session}`)
  tally.drafts += row.draftCostNanoUsd
  tally.failed += row.failedCostNanoUsd
  tally.checks += row.checkCostNanoUsd
  tally.evidence += row.evidenceCostNanoUsd
  for (const group of [tally.total, named(tally.tasks, row.task, () => createGroup(taskClusters))]) {
    group.requests++
    group.actual += actual
    group.baseline += baseline
    addToCluster(group.clusters, hash, actual, baseline)
  }
  const model = named(tally.models, row.servedModel ?? '(unknown)', () => ({ requests: 0, answers: 0, baseline: 0 }))
  model.requests++
  model.answers += row.costNanoUsd - overhead
  model.baseline += baseline
}

export function toBaselineSaved(
  baseline: string,
  tally: BaselineTally,
  ratios: TokenRatios,
  seed: string,
): BaselineSaved {
  const { total } = tally
  const overhead = tally.drafts + tally.failed + tally.checks + tally.evidence
  const models = [...tally.models].toSorted(([a, x], [b, y]) => y.baseline - x.baseline || (a < b ? -1 : 1))
  const sumOf = (isBaseline: boolean): { answers: number; baseline: number } =>
    models
      .filter(([model]) => (model === baseline) === isBaseline)
      .reduce(
        (sum, [, { answers, baseline: priced }]) => ({
          answers: sum.answers + answers,
          baseline: sum.baseline + priced,
        }),
        {
          answers: 0,
          baseline: 0,
        },
      )
  return {
    baseline,
    ...toAmount(total, `${seed}/${baseline}`),
    actual: {
      answersNanoUsd: total.actual - overhead,
      draftsNanoUsd: tally.drafts,
      failedAttemptsNanoUsd: tally.failed,
      checksNanoUsd: tally.checks,
      evidenceNanoUsd: tally.evidence,
      totalNanoUsd: total.actual,
    },
    tasks: [...tally.tasks]
      .toSorted(([a, x], [b, y]) => y.baseline - x.baseline || (a < b ? -1 : 1))
      .map(([task, group]) => ({ task, ...toAmount(group, `${seed}/${baseline}/${task}`) })),
    models: models.map(([model, sums]) => ({
      model,
      requests: sums.requests,
      requestShare: sums.requests / total.requests,
      answersNanoUsd: sums.answers,
      baselineNanoUsd: sums.baseline,
    })),
    parts: toSavingParts({ moved: sumOf(false), same: sumOf(true), overhead }),
    tokens: toTokenAdjustment({
      baseline,
      actual: total.actual,
      models: models.map(([model, sums]) => ({ model, baseline: sums.baseline })),
      ratioOf: ratios.between,
    }),
  }
}

function toAmount(group: Group, seed: string): SavedAmount {
  return {
    requests: group.requests,
    baselineNanoUsd: group.baseline,
    actualNanoUsd: group.actual,
    ...toSavedIntervals(group.clusters, seed),
  }
}

function createGroup(clusters: number): Group {
  return { requests: 0, actual: 0, baseline: 0, clusters: createClusterSums(clusters) }
}

function named<V>(map: Map<string, V>, name: string, make: () => V): V {
  const key = map.has(name) || map.size < mostNames ? name : others
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}
