import type { OutcomeRow, RouteRequest } from '@signalbox/core'
import { toArmRequest } from './arm-request.ts'
import { armOf, type Arm } from './arms.ts'
import { createForesight, type ForeseenCall } from './foresee-call.ts'
import { toJudgeRequest } from './judge-request.ts'
import { findKnownAnswers } from './known-answers.ts'
import { labelsByRequest } from './labels-by-request.ts'
import { createLeftOutTally } from './left-out.ts'
import { recallAsked } from './recall-asked.ts'
import { rubricOf } from './rubrics.ts'
import { sampleStrata } from './sample-strata.ts'
import type { StudyHistory } from './study-history.ts'
import { defaultMostCharacters, type StudyOptions } from './study-options.ts'
import type { PlannedPair, StudyPlan } from './study-plan.ts'
import { fromVerdictLabels } from './study-verdicts.ts'

/** Chooses what a study compares and says what that will cost. Reads the record, sends nothing. */
export function planStudy(history: StudyHistory, options: StudyOptions): StudyPlan {
  const { study, policy, arms, judge, prompts } = options
  const leftOut = createLeftOutTally()
  const foresee = createForesight(policy, options.nowMs)
  const labels = labelsByRequest(history.labels({ study, source: 'judge' }))
  const calls = { counterparts: 0, again: 0, verdicts: 0 }
  const known = { answers: 0, verdicts: 0 }
  const cost = { expectedNanoUsd: 0, mostNanoUsd: 0 }
  const add = (call: Exclude<ForeseenCall, string>, times: number): void => {
    cost.expectedNanoUsd += call.expectedNanoUsd * times
    cost.mostNanoUsd += call.mostNanoUsd * times
  }

  const planPair = (row: OutcomeRow, servedBy: 'a' | 'b'): PlannedPair | undefined => {
    const { requestId, task } = row
    const asked = recallAsked(row, prompts?.get(requestId))
    if (typeof asked === 'string') return void leftOut.add(asked, requestId)
    const answers = findKnownAnswers(history, row, options)
    const missing = (['a', 'b'] as const).filter((side) => answers[side] === undefined)
    const answerCalls = missing.map((side) => foresee(toArmRequest(asked, arms[side]), arms[side]))
    const verdictCall = foresee(likelyQuestion(row, asked, options), judge)
    const refusal = [...answerCalls, verdictCall].find((call) => typeof call === 'string')
    if (refusal !== undefined) return void leftOut.add(refusal, requestId)
    const { a, b } = answers
    const stratum = stratumName(task, arms[servedBy])
    const verdicts =
      a === undefined || b === undefined
        ? []
        : fromVerdictLabels(
            (labels.get(requestId) ?? []).filter(({ rater }) => rater === judge.ask),
            { requestId, task, stratum, a, b },
          )
    const orders = 2 - new Set(verdicts.map(({ order }) => order)).size
    for (const call of answerCalls) if (typeof call !== 'string') add(call, 1)
    if (typeof verdictCall !== 'string') {
      add(verdictCall, orders)
      // A verdict that cannot be read is asked for once more.
      cost.mostNanoUsd += verdictCall.mostNanoUsd * orders
    }
    calls.again += missing.filter((side) => side === servedBy).length
    calls.counterparts += missing.filter((side) => side !== servedBy).length
    calls.verdicts += orders
    known.answers += 2 - missing.length
    known.verdicts += 2 - orders
    return { ...answers, requestId, task, stratum, asked, verdicts }
  }

  const strata = sampleStrata(history.outcomes({ ...options, policy: options.policyName }), {
    perStratum: options.perStratum,
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
  const planned = strata.map(({ sample, arm, ...stratum }) => ({
    ...stratum,
    name: stratumName(stratum.task, arms[arm]),
    arm: arms[arm].name,
    pairs: sample.flatMap((row) => planPair(row, arm) ?? []),
  }))
  return {
    study,
    arms,
    judge,
    strata: planned.map((stratum) => ({ ...stratum, pairs: stratum.pairs.length })),
    pairs: inTurn(planned.map(({ pairs }) => pairs)),
    leftOut: leftOut.all(),
    calls,
    known,
    ...cost,
  }
}

/** Names of strata are kept with verdicts: one of its own for each task type and arm. */
export function stratumName(task: string, { name }: Arm): string {
  return `${task}/${name}`
}

/** One of each stratum, then the next of each: a study that ends early has of all of them. */
function inTurn(strata: readonly (readonly PlannedPair[])[]): readonly PlannedPair[] {
  const most = Math.max(0, ...strata.map(({ length }) => length))
  return Array.from({ length: most }, (_, index) => strata.flatMap((pairs) => pairs[index] ?? [])).flat()
}

/** Four characters a token, as long as the answer that was served. */
function likelyQuestion(
  { requestId, task, outputTokens = 200 }: OutcomeRow,
  asked: RouteRequest,
  options: StudyOptions,
): RouteRequest {
  const { judge, rubric, mostCharacters = defaultMostCharacters } = options
  const answer = 'word '.repeat(outputTokens)
  return toJudgeRequest({
    id: requestId,
    judge,
    asked,
    mostCharacters,
    rubric: rubricOf(task, rubric),
    first: answer,
    second: answer,
  })
}
