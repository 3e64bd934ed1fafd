import type { LabelRow, OutcomeRow, RouteRequest } from '@signalbox/core'
import { toArmRequest } from './arm-request.ts'
import { createForesight } from './foresee-call.ts'
import { toJudgeRequest } from './judge-request.ts'
import { findKnownAnswers, type KnownAnswers } from './known-answers.ts'
import { recallAsked } from './recall-asked.ts'
import { isJudged, readRecordedVerdicts } from './recorded-verdicts.ts'
import { rubricOf } from './rubrics.ts'
import { stratumName } from './stratum-name.ts'
import type { StudyHistory } from './study-history.ts'
import { defaultMostCharacters, type StudyOptions } from './study-options.ts'
import type { PlannedPair, StudyPlan } from './study-plan.ts'
import { fromVerdictLabels } from './study-verdicts.ts'

/** A pair, what has to be asked for it, and what that will cost. */
export interface PairForecast extends Pick<StudyPlan, 'expectedNanoUsd' | 'mostNanoUsd'>, Readonly<StudyPlan['calls']> {
  readonly pair: PlannedPair
}

const sides = ['a', 'b'] as const
/** Tokens a judge's unreadable reply and our reminder add when it is asked once more. */
const reminderTokens = 2_000
/** A character of JavaScript's is at most so many bytes of UTF-8, and no token is less than a byte. */
const mostBytes = 3

/** What it takes to compare the answers to a request. A string = why that cannot or may not be. */
export function createPairPlanner(
  history: StudyHistory,
  options: StudyOptions,
): (row: OutcomeRow, served: 'a' | 'b', labels: readonly LabelRow[]) => PairForecast | string {
  const { policy, arms, judge, prompts, mostCharacters = defaultMostCharacters } = options
  const foresee = createForesight(policy, options.nowMs)

  return (row, served, labels) => {
    const { requestId, task } = row
    const asked = recallAsked(row, prompts?.get(requestId))
    if (typeof asked === 'string') return asked
    const stratum = stratumName(task, arms[served])
    const answers = findKnownAnswers(history, row, options)
    const pair = { ...answers, requestId, task, stratum, asked }
    const { verdicts: recorded } = readRecordedVerdicts(history, row, { arms, served, labels })
    if (isJudged(recorded))
      return {
        pair: { ...pair, verdicts: recorded },
        counterparts: 0,
        again: 0,
        verdicts: 0,
        expectedNanoUsd: 0,
        mostNanoUsd: 0,
      }

    const { a, b } = answers
    const verdicts = a && b ? fromVerdictLabels(labels, { requestId, task, stratum, a, b }) : []
    const orders = 2 - verdicts.length
    const missing = sides.filter((side) => answers[side] === undefined)
    const moreBytes = reminderTokens + missing.length * mostBytes * mostCharacters
    const calls = [
      ...missing.map((side) => ({ call: foresee(toArmRequest(asked, arms[side]), arms[side]), times: 1, most: 1 })),
      // A verdict that cannot be read is asked for once more.
      {
        call: foresee(likelyQuestion(row, asked, answers, options), judge, moreBytes),
        times: orders,
        most: 2 * orders,
      },
    ]
    const costs = { expectedNanoUsd: 0, mostNanoUsd: 0 }
    for (const { call, times, most } of calls) {
      if (typeof call === 'string') return call
      costs.expectedNanoUsd += call.expectedNanoUsd * times
      costs.mostNanoUsd += call.mostNanoUsd * most
    }
    return {
      pair: { ...pair, verdicts },
      counterparts: missing.filter((side) => side !== served).length,
      again: missing.filter((side) => side === served).length,
      verdicts: orders,
      ...costs,
    }
  }
}

/** What is not answered yet is taken to be as long as what was served: four characters a token. */
function likelyQuestion(
  { requestId, task, outputTokens = 200 }: OutcomeRow,
  asked: RouteRequest,
  { a, b }: KnownAnswers,
  { judge, rubric, mostCharacters = defaultMostCharacters }: StudyOptions,
): RouteRequest {
  const answer = 'word '.repeat(outputTokens)
  return toJudgeRequest({
    id: requestId,
    judge,
    asked,
    mostCharacters,
    rubric: rubricOf(task, rubric),
    first: a?.text ?? answer,
    second: b?.text ?? answer,
  })
}
