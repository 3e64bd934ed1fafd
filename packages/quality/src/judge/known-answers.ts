import type { OutcomeRow } from '@signalbox/core'
import { armOf, type Arms } from './arms.ts'
import { toAnswerText } from './judge-request.ts'
import type { AttemptRow, StudyHistory } from './study-history.ts'
import type { PairSide } from './verdict.ts'

/** An answer whose words are at hand. */
export interface KnownAnswer extends PairSide {
  readonly text: string
}

export interface KnownAnswers {
  readonly a: KnownAnswer | undefined
  readonly b: KnownAnswer | undefined
  /** Number of the next attempt of this request. */
  readonly nextN: number
}

/**
 * What the record has of both arms' answers to a request: what was served, else what a shadow or a study has asked for. Those of the
 * study itself come first, so that one that goes on keeps its pairs.
 */
export function findKnownAnswers(
  history: StudyHistory,
  row: Pick<OutcomeRow, 'requestId' | 'servedN'>,
  { arms, study }: { readonly arms: Arms; readonly study: string },
): KnownAnswers {
  const attempts = [...history.attemptsOf(row.requestId)]
  const replies = new Map([...history.replies(row.requestId)].map((reply) => [reply.n, reply]))
  const rank = ({ n, study: of }: AttemptRow): number => (n === row.servedN ? 0 : of === study ? 1 : 2)
  const find = (arm: 'a' | 'b'): KnownAnswer | undefined => {
    const [best] = attempts
      .filter((attempt) => isAnswer(attempt, row.servedN) && replies.has(attempt.n))
      .filter((attempt) => armOf(arms, targetOf(attempt)) === arm)
      .toSorted((one, other) => rank(one) - rank(other) || one.n - other.n)
    const reply = best && replies.get(best.n)
    return reply && { ...toSide(best), text: toAnswerText(reply) }
  }
  return { a: find('a'), b: find('b'), nextN: 1 + Math.max(0, ...attempts.map(({ n }) => n)) }
}

export function toSide({ n, model, answeredModel, tier }: AttemptRow): PairSide {
  return { n, model: answeredModel ?? model, tier }
}

export function targetOf({ target, answeredTarget }: AttemptRow): string {
  return answeredTarget ?? target
}

/** A draft that was turned down, and an answer that came too late, show how a policy works and not how good an arm is. */
function isAnswer({ n, purpose, end }: AttemptRow, servedN: number | undefined): boolean {
  return n === servedN || (purpose === 'shadow' && end === 'done')
}
