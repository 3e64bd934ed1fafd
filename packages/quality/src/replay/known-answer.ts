import type { KnownAnswer } from './past-request.ts'

/** Whose answer is looked for. */
export interface AnswerSource {
  readonly target: string
  readonly model: string
  /** `weak`: of the first tier; `strong`: of any other. */
  readonly rank: 'weak' | 'strong'
}

/** The answer this target gave, else one its model gave, else one of its rank where the record has no names. */
export function answerOf(answers: readonly KnownAnswer[], source: AnswerSource): KnownAnswer | undefined {
  return (
    answers.find(({ by }) => 'target' in by && by.target === source.target) ??
    answers.find(({ by }) => 'model' in by && by.model === source.model) ??
    answers.find(({ by }) => 'rank' in by && by.rank === source.rank)
  )
}
