import { estimateTokens, type ReplyView } from '@signalbox/core'
import { answerOf, type AnswerSource } from './known-answer.ts'
import type { KnownAnswer, PastRequest } from './past-request.ts'

/** Where a count of tokens comes from: the same model's own, another model's on the same request, or nobody's. */
export type TokenBasis = 'counted' | 'ofAnotherModel' | 'estimated'

/** undefined: nothing is known of any answer's length. */
export interface TokenGuess {
  readonly inputTokens: number
  readonly outputTokens: number | undefined
  readonly basis: TokenBasis
}

/** Tokens of an answer that may never have been given. @param inputTokens as estimated for the decision */
export function tokensOf(past: PastRequest, source: AnswerSource, inputTokens: number): TokenGuess {
  const own = answerOf(past.answers, source)
  const counted = own && countsOf(own)
  if (counted !== undefined) return { ...counted, basis: 'counted' }
  if (own?.reply !== undefined) return { inputTokens, outputTokens: lengthOf(own.reply), basis: 'estimated' }
  const { servedTarget } = past.actual ?? {}
  const others = past.answers.toSorted((a, b) => Number(isOf(b, servedTarget)) - Number(isOf(a, servedTarget)))
  for (const other of others) {
    const counts = countsOf(other)
    if (counts !== undefined) return { ...counts, basis: 'ofAnotherModel' }
  }
  const reply = others.find((other) => other.reply !== undefined)?.reply
  return { inputTokens, outputTokens: reply && lengthOf(reply), basis: 'estimated' }
}

function countsOf({ inputTokens, outputTokens }: KnownAnswer): Omit<TokenGuess, 'basis'> | undefined {
  return inputTokens === undefined || outputTokens === undefined ? undefined : { inputTokens, outputTokens }
}

function isOf({ by }: KnownAnswer, target: string | undefined): boolean {
  return 'target' in by && by.target === target
}

function lengthOf({ text, toolCalls }: ReplyView): number {
  return toolCalls.reduce((sum, call) => sum + estimateTokens(call.name + call.argumentsJson), estimateTokens(text))
}
