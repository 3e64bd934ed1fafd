import { seededRandom, type Random } from '@signalbox/core'
import type { SimulatedRequest } from './alarm-rules.ts'

/** How conversations come and leak. */
export interface ConversationWorld {
  readonly name: string
  /** Requests of one, that leaks as a whole or not. */
  readonly turns: (random: Random, isLeaky: boolean) => number
  /** Between its requests; it begins a minute after the one before on average. */
  readonly paceMs: number
  /** Each request leaks or not by itself. Default: all of a conversation, or none. */
  readonly isEachByItself?: boolean | undefined
}

const minuteMs = 60_000

export const ofFive: ConversationWorld = { name: '5 requests', turns: () => 5, paceMs: minuteMs }

export const worlds: readonly ConversationWorld[] = [
  { name: 'one request each', turns: () => 1, paceMs: 0 },
  ofFive,
  { name: '20 requests', turns: () => 20, paceMs: minuteMs },
  {
    name: '1 to 300 requests, most short',
    turns: (random) => Math.ceil((1 - random()) ** -0.75 % 300),
    paceMs: minuteMs,
  },
  { name: 'those that leak have 2 requests, others 40', turns: (_, isLeaky) => (isLeaky ? 2 : 40), paceMs: minuteMs },
  { name: 'those that leak have 40 requests, others 2', turns: (_, isLeaky) => (isLeaky ? 40 : 2), paceMs: minuteMs },
  { name: 'comes back 5 times, after an hour each', turns: () => 5, paceMs: 60 * minuteMs },
]

/** Requests of so many conversations in order of time. Same seed, same stream. @param shareAt chance that the nth conversation, or each request of it, leaks */
export function toStream(
  { turns, paceMs, isEachByItself = false }: ConversationWorld,
  seed: string,
  conversations: number,
  shareAt: (n: number) => number,
): readonly SimulatedRequest[] {
  const random = seededRandom(seed)
  const requests: SimulatedRequest[] = []
  let beginMs = 0
  for (let n = 0; n < conversations; n++) {
    beginMs -= Math.log(1 - random()) * minuteMs
    const isLeaky = random() < shareAt(n)
    const count = turns(random, isLeaky)
    for (let turn = 0; turn < count; turn++) {
      const isLeak = isEachByItself ? random() < shareAt(n) : isLeaky
      requests.push({ isLeak, session: count === 1 ? undefined : `${n}`, atMs: beginMs + turn * paceMs })
    }
  }
  return requests.toSorted((a, b) => a.atMs - b.atMs)
}

/** Requests that stand alone, then one conversation that leaks in all of its. */
export function toGiant(seed: string, before: number, share: number, turns: number): readonly SimulatedRequest[] {
  const random = seededRandom(seed)
  return Array.from({ length: before + turns }, (_, n) =>
    n < before
      ? { isLeak: random() < share, session: undefined, atMs: n * minuteMs }
      : { isLeak: true, session: 'giant', atMs: before * minuteMs + (n - before) * 1_000 },
  )
}
