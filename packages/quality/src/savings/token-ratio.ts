import { savedShare, type AttemptPurpose, type CostSums } from '@signalbox/core'
import type { Interval } from '../statistics/interval.ts'

/** An attempt, as far as its counting of the request goes. */
export interface CountedAttempt {
  readonly requestId: string
  readonly purpose: AttemptPurpose
  readonly model: string
  readonly answeredModel?: string | undefined
  readonly inputTokens?: number | undefined
}

/** How two models count the same requests. */
export interface TokenRatio {
  readonly from: string
  readonly to: string
  /** Requests that both have counted. */
  readonly requests: number
  /** Input tokens of `to` over those of `from`, with the delta method's interval over requests. */
  readonly ratio: Interval
}

/** Ratios of every pair of models that have counted the same request. */
export interface TokenRatios {
  readonly add: (attempt: CountedAttempt) => void
  /** undefined = no request was counted by both. */
  readonly between: (from: string, to: string) => TokenRatio | undefined
}

/** Pairs of more models than are ever configured are not kept. */
const mostPairs = 2_000

/** @returns a fold over attempts in order of request: those of one request one after the other */
export function createTokenRatios(): TokenRatios {
  const pairs = new Map<string, Pair>()
  let requestId: string | undefined
  let counts = new Map<string, number>()

  const close = (): void => {
    const models = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))
    for (const [index, [a, x]] of models.entries())
      for (const [b, y] of models.slice(index + 1)) addTo(pairs, keyOf(a, b), x, y)
    counts = new Map()
  }
  return {
    add: (attempt) => {
      if (attempt.requestId !== requestId) {
        close()
        requestId = attempt.requestId
      }
      const { purpose, inputTokens } = attempt
      const model = attempt.answeredModel ?? attempt.model
      // A judge reads another text: the request and its answers.
      if (purpose !== 'judge' && inputTokens !== undefined && inputTokens > 0 && !counts.has(model))
        counts.set(model, inputTokens)
    },
    between: (from, to) => {
      close()
      const isSorted = from < to
      const pair = pairs.get(isSorted ? keyOf(from, to) : keyOf(to, from))
      if (pair === undefined) return undefined
      const { n, x, y, xx, yy, xy } = pair
      // The saved share is 1 less the ratio of its two sums.
      const saved = savedShare(isSorted ? { n, x: y, y: x, xx: yy, yy: xx, xy } : pair)
      if (saved === undefined) return undefined
      const [low, high] = [saved.high, saved.low].map((bound) => (bound === undefined ? undefined : 1 - bound))
      return { from, to, requests: n, ratio: { value: 1 - saved.value, low, high } }
    },
  }
}

type Pair = { -readonly [K in keyof CostSums]: number }

function keyOf(a: string, b: string): string {
  return `${a}\u0000${b}`
}

function addTo(pairs: Map<string, Pair>, key: string, x: number, y: number): void {
  let pair = pairs.get(key)
  if (pair === undefined) {
    if (pairs.size >= mostPairs) return
    pairs.set(key, (pair = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }))
  }
  pair.n++
  pair.x += x
  pair.y += y
  pair.xx += x * x
  pair.yy += y * y
  pair.xy += x * y
}
