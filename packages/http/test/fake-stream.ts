import { createDeferred } from './deferred.ts'
import type { GatewayStream } from '../src/gateway/gateway.ts'

/** A stream whose texts a test hands out, undefined for its end, and that tells what was asked of it. */
export interface FakeStream extends GatewayStream {
  readonly push: (text: string) => void
  readonly end: () => void
  readonly pulls: () => number
  /** Resolves when `cancel` is called. */
  readonly cancelled: Promise<void>
}

export function createFakeStream(texts: readonly (string | undefined)[] = []): FakeStream {
  const queue = [...texts]
  const cancelled = createDeferred<void>()
  let wake: (() => void) | undefined
  let pulls = 0
  const add = (text: string | undefined): void => {
    queue.push(text)
    wake?.()
  }
  return {
    push: add,
    end: () => add(undefined),
    pulls: () => pulls,
    cancelled: cancelled.promise,
    cancel: () => cancelled.resolve(),
    next: async () => {
      pulls += 1
      while (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      return queue.shift()
    },
  }
}
