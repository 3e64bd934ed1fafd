import { describe, expect, it } from 'vitest'
import { createRetryBuckets } from './retry-buckets.ts'

describe('the retry bucket', () => {
  const take = (kind: 'server-error' | 'rate-limit' | 'connect', retries = 1) => {
    let nowMs = 0
    const buckets = createRetryBuckets(() => nowMs)
    let taken = 0
    while (taken < 1_000 && buckets.take('a', kind, retries)) taken++
    return { taken, buckets, wait: (ms: number) => (nowMs += ms) }
  }

  it.each([
    ['server-error', 35],
    ['rate-limit', 100],
  ] as const)('pays for so many in a row after %s: %d', (kind, times) => expect(take(kind).taken).toBe(times))

  it('asks nothing for what never left the process, once', () => {
    expect(take('connect', 0).taken).toBe(1_000)
    expect(take('connect', 1).taken).toBe(35)
  })

  it('fills with time and with good calls, and is one per target', () => {
    const { buckets, wait } = take('server-error')
    expect(buckets.affords('a', 'server-error', 1)).toBe(false)
    expect(buckets.affords('b', 'server-error', 1)).toBe(true)
    wait(3_000)
    expect(buckets.affords('a', 'server-error', 1)).toBe(false)
    buckets.success('a')
    expect(buckets.take('a', 'server-error', 1)).toBe(true)
    expect(buckets.affords('a', 'server-error', 1)).toBe(false)
  })
})
