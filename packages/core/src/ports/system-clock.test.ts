import { afterEach, expect, it, vi } from 'vitest'
import { systemClock } from './system-clock.ts'

afterEach(() => void vi.useRealTimers())

it.each([1, 1_000, 2_147_483_647, 2_147_483_648, 6_000_000_000])(
  'a timer of %i ms goes off then, and not before',
  (ms) => {
    vi.useFakeTimers()
    const run = vi.fn()
    systemClock.setTimer(run, ms)
    vi.advanceTimersByTime(ms - 1)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(run).toHaveBeenCalledOnce()
  },
)

it.each([2_147_483_648, Infinity])('one of %d ms can be cancelled, however far it has come', (ms) => {
  vi.useFakeTimers()
  const run = vi.fn()
  const cancel = systemClock.setTimer(run, ms)
  vi.advanceTimersByTime(2_147_483_647)
  cancel()
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(10)
  expect(run).not.toHaveBeenCalled()
})
