import { wholeText } from '../faults/fault-cell.ts'
import type { FailoverAnswer } from './failover-surface.ts'

/**
 * `pass`: the right end, every bound kept. `partial`: the right end, a bound or an advice not kept, or routed around what was to be told.
 * `safe`: no answer, but the caller was told so, and nothing that was shown is wrong. `fail`: a wrong answer as if it were right, no end in time, or ill afterwards.
 */
export type FailoverVerdict = 'pass' | 'partial' | 'safe' | 'fail'

/** One request of a scenario, as it was seen from both sides; times in ms from its start. */
export interface FailoverRun {
  readonly answer: FailoverAnswer
  /** Why the client could not read the reply: it breaks its dialect, or has no end. */
  readonly broke?: string | undefined
  readonly elapsedMs: number
  readonly attempts: readonly { readonly target: string; readonly atMs: number }[]
  /** A request right after, with the fault gone, got its answer. */
  readonly isWellAfter: boolean
}

/** When a scenario has passed. */
export interface FailoverRule {
  /** Default: the whole answer. */
  readonly rightEnd?: 'answer' | 'error' | undefined
  /** Later than this is no end at all, ms. Default 100,000. */
  readonly limitMs?: number | undefined
  /** What else must hold, each in words. */
  readonly bounds?: Readonly<Record<string, (run: FailoverRun) => boolean>> | undefined
}

const defaultLimitMs = 100_000

/** @returns the verdict, and what kept it from being `pass` */
export function judgeFailover(
  rule: FailoverRule,
  run: FailoverRun,
): { readonly verdict: FailoverVerdict; readonly note: string } {
  const { answer, broke, elapsedMs, isWellAfter } = run
  const hasError = answer.error !== undefined
  if (!isWellAfter) return { verdict: 'fail', note: 'a healthy request right after was not served' }
  if (broke !== undefined) return { verdict: 'fail', note: `no client can read this: ${broke}` }
  if (elapsedMs > (rule.limitMs ?? defaultLimitMs)) return { verdict: 'fail', note: `no end before ${elapsedMs} ms` }
  if (!wholeText.startsWith(answer.text)) return { verdict: 'fail', note: 'text that nobody has answered' }
  if (!hasError && answer.text !== wholeText) return { verdict: 'fail', note: 'a part of the answer as if it were all' }
  if (rule.rightEnd === 'error' && !hasError) return { verdict: 'partial', note: 'routed around what was to be told' }
  if (rule.rightEnd !== 'error' && hasError) return { verdict: 'safe', note: 'no answer; the caller was told' }
  const missed = Object.entries(rule.bounds ?? {}).flatMap(([words, holds]) => (holds(run) ? [] : [words]))
  return missed.length === 0
    ? { verdict: 'pass', note: '' }
    : { verdict: 'partial', note: `not kept: ${missed.join('; ')}` }
}
