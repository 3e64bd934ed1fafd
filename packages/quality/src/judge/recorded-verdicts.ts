import type { LabelRow, OutcomeRow } from '@signalbox/core'
import { armOf, type Arms } from './arms.ts'
import { toAnswerText } from './judge-request.ts'
import { targetOf, toSide } from './known-answers.ts'
import { stratumName } from './stratum-name.ts'
import type { StudyHistory } from './study-history.ts'
import { fromVerdictLabels } from './study-verdicts.ts'
import type { PairVerdict } from './verdict.ts'

/** What a judge has said of a request, as the record has it. */
export interface RecordedVerdicts {
  /** Of one pair of answers: a request counts once, however often its answers were asked for. One judged in both orders comes first. */
  readonly verdicts: readonly PairVerdict[]
  /** Labels about answers that belong to neither arm. */
  readonly ofOthers: number
}

/** @param labels of one study and judge, about this request */
export function readRecordedVerdicts(
  history: StudyHistory,
  { requestId, task }: Pick<OutcomeRow, 'requestId' | 'task'>,
  { arms, served, labels }: { readonly arms: Arms; readonly served: 'a' | 'b'; readonly labels: readonly LabelRow[] },
): RecordedVerdicts {
  if (labels.length === 0) return { verdicts: [], ofOthers: 0 }
  const stratum = stratumName(task, arms[served])
  const replies = new Map([...history.replies(requestId)].map((reply) => [reply.n, toAnswerText(reply)]))
  const answers = [...history.attemptsOf(requestId)].map((attempt) => ({
    arm: armOf(arms, targetOf(attempt)),
    side: { ...toSide(attempt), text: replies.get(attempt.n) },
  }))
  const ofArm = (arm: 'a' | 'b'): (typeof answers)[number]['side'][] =>
    answers.flatMap((answer) => (answer.arm === arm ? [answer.side] : []))
  const pairs = ofArm('a').flatMap((a) =>
    ofArm('b').map((b) => fromVerdictLabels(labels, { requestId, task, stratum, a, b })),
  )
  return {
    verdicts: pairs.find(isJudged) ?? pairs.findLast(({ length }) => length > 0) ?? [],
    ofOthers: labels.length - pairs.flat().length,
  }
}

/** Verdicts of one pair in both orders: nothing of it is missing. */
export function isJudged(verdicts: readonly PairVerdict[]): boolean {
  return new Set(verdicts.map(({ order }) => order)).size === 2
}
