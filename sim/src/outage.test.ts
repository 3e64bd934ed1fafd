import { describe, expect, it } from 'vitest'
import { playOutage } from './outage.ts'

describe('attempts over an outage', () => {
  it('are 1.10 a request at most while every target is down, in steady state', async () => {
    const { steady, served, attempts } = await playOutage({
      down: ['a', 'b'],
      fromMs: 0,
      untilMs: 1e9,
      requests: 3_000,
      everyMs: 200,
    })
    expect(served).toBe(0)
    expect(steady).toBeLessThanOrEqual(1.1)
    expect(steady).toBeGreaterThanOrEqual(1)
    expect(attempts.a + attempts.b).toBeGreaterThan(3_000)
  })

  it('are 1.05 a request at most on the healthy one while one of two is down, and nothing is lost', async () => {
    const { attempts, served, attemptsOnDownA } = await playOutage({
      down: ['a'],
      fromMs: 0,
      untilMs: 1e9,
      requests: 3_000,
      everyMs: 200,
    })
    expect(served).toBe(3_000)
    expect(attempts.b / 3_000).toBeLessThanOrEqual(1.05)
    expect(attemptsOnDownA).toBeLessThan(40)
  })

  it('are eight at most on a primary that is dead for fifteen requests one after another, which then comes back', async () => {
    const { attemptsOnDownA, served, backAfterMs } = await playOutage({
      down: ['a'],
      fromMs: 0,
      untilMs: 60_000,
      requests: 20,
      everyMs: 4_000,
    })
    expect(served).toBe(20)
    expect(attemptsOnDownA).toBeLessThanOrEqual(8)
    expect(backAfterMs).toBeLessThanOrEqual(30_000)
  })
})
