import { armOf } from './arms.ts'
import { labelsByRequest } from './labels-by-request.ts'
import { createLeftOutTally } from './left-out.ts'
import { createPairPlanner, type PairForecast } from './plan-pair.ts'
import { sampleStrata } from './sample-strata.ts'
import { stratumName } from './stratum-name.ts'
import type { StudyHistory } from './study-history.ts'
import type { StudyOptions } from './study-options.ts'
import type { PlannedPair, StudyPlan } from './study-plan.ts'

/** Times as many requests are drawn as are wanted: the next in turn stands in for one that cannot or may not be asked again. */
const spare = 3

/** Chooses what a study compares and says what that will cost. Reads the record, sends nothing. */
export function planStudy(history: StudyHistory, options: StudyOptions): StudyPlan {
  const { study, arms, judge, prompts, perStratum, mostExpectedNanoUsd = Infinity } = options
  const leftOut = createLeftOutTally()
  const judged = [...history.labels({ study, source: 'judge' })].filter(({ rater }) => rater === judge.ask)
  const labels = labelsByRequest(judged)
  const planPair = createPairPlanner(history, options)
  const drawn = sampleStrata(history.outcomes({ ...options, policy: options.policyName }), {
    perStratum: spare * perStratum,
    seed: study,
    armOf: (row) => {
      const isAsked = row.kind === 'served' && row.isVirtual && (options.tasks?.includes(row.task) ?? true)
      if (!isAsked) return undefined
      const arm = armOf(arms, row.servedTarget)
      if (arm === undefined) leftOut.add('another tier or model served them', row.requestId)
      return arm
    },
    hasPrompt: (row) => {
      const has = row.promptJson !== undefined || prompts?.has(row.requestId) === true
      if (!has) leftOut.add('their prompt is not kept', row.requestId)
      return has
    },
  })

  const calls = { counterparts: 0, again: 0, verdicts: 0 }
  const known = { answers: 0, verdicts: 0 }
  const cost = { expectedNanoUsd: 0, mostNanoUsd: 0 }
  let isShortened = false
  const fits = ({ expectedNanoUsd }: PairForecast): boolean =>
    expectedNanoUsd === 0 || cost.expectedNanoUsd + expectedNanoUsd <= mostExpectedNanoUsd
  const add = ({ counterparts, again, verdicts, expectedNanoUsd, mostNanoUsd }: PairForecast): void => {
    calls.counterparts += counterparts
    calls.again += again
    calls.verdicts += verdicts
    known.answers += 2 - counterparts - again
    known.verdicts += 2 - verdicts
    cost.expectedNanoUsd += expectedNanoUsd
    cost.mostNanoUsd += mostNanoUsd
  }

  const strata = drawn.map(({ sample, ...stratum }) => ({ ...stratum, rows: sample.values(), pairs: 0 }))
  const pairs: PlannedPair[] = []
  const takeNext = (stratum: (typeof strata)[number]): boolean => {
    if (stratum.pairs === perStratum) return false
    for (const row of stratum.rows) {
      const own = labels.get(row.requestId) ?? []
      // Once money is short, only what has verdicts may still be free.
      if (isShortened && own.length === 0) continue
      const forecast = planPair(row, stratum.arm, own)
      if (typeof forecast === 'string') leftOut.add(forecast, row.requestId)
      else if (fits(forecast)) {
        add(forecast)
        pairs.push(forecast.pair)
        stratum.pairs++
        return true
      } else isShortened = true
    }
    return false
  }
  // One of each stratum, then the next of each: a study that ends early has of all of them.
  for (let open = strata; open.length > 0;) open = open.filter(takeNext)

  return {
    study,
    arms,
    judge,
    strata: strata.map(({ rows: _, arm, ...stratum }) => ({
      ...stratum,
      name: stratumName(stratum.task, arms[arm]),
      arm: arms[arm].name,
    })),
    pairs,
    isShortened,
    leftOut: leftOut.all(),
    calls,
    known,
    ...cost,
  }
}
