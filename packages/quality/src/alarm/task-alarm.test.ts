import { seededRandom } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EscalationKind } from './classify-escalation.ts'
import { createTaskAlarm, type TaskAlarmState } from './task-alarm.ts'

const alarm = createTaskAlarm({ target: 0.2, falseAlarmRate: 0.05 })

/** A request that stands alone. */
function next(state: TaskAlarmState, kind: EscalationKind, nowMs: number): TaskAlarmState {
  const counted = alarm.count(state, kind)
  if (counted.served === state.served) return counted
  return alarm.observe(counted, { sinceMs: nowMs, served: 1, leaked: Number(kind === 'leak') }, nowMs)
}

/** Goes on for so many requests, one a second. */
function go(state: TaskAlarmState, count: number, rate: number, seed: string): TaskAlarmState {
  const random = seededRandom(seed)
  let now = state
  for (let index = 0; index < count; index++)
    now = next(now, random() < rate ? 'leak' : 'within', (now.served + 1) * 1_000)
  return now
}

describe('the alarm of a task type', () => {
  it('is raised by a rise, says since when, stands, and clears when the rate is back', () => {
    const quiet = go(alarm.start, 1_000, 0.1, 'quiet')
    expect(quiet).toMatchObject({ served: 1_000, raisedAtMs: undefined })
    const raised = go(quiet, 300, 0.5, 'rise')
    expect(raised.raisedAtMs).toBeGreaterThan(1_000_000)
    expect(raised.raisedAtMs).toBeLessThan(1_100_000)
    expect(raised.rise?.sinceMs).toBeGreaterThan(980_000)
    expect(raised.rise?.sinceMs).toBeLessThan(1_020_000)
    const standing = go(raised, 500, 0.5, 'still')
    expect(standing.raisedAtMs).toBe(raised.raisedAtMs)
    const cleared = go(standing, 1_000, 0.05, 'back')
    expect(cleared).toMatchObject({ served: 2_800, raisedAtMs: undefined, rise: undefined })
    expect(go(cleared, 300, 0.5, 'again').raisedAtMs).toBeGreaterThan(2_800_000)
  })

  it('that stands is not cleared by a rate that hovers at the target', () => {
    const raised = go(alarm.start, 300, 0.5, 'rise')
    expect(go(raised, 3_000, 0.2, 'hover').raisedAtMs).toBe(raised.raisedAtMs)
  })

  it('lets pass what an intended rule sends up, what a caller chose and what was not served', () => {
    let state = alarm.start
    for (let n = 0; n < 1_000; n++) {
      state = next(state, 'intended', n)
      state = next(state, 'by-caller', n)
      state = next(state, 'uncounted', n)
    }
    expect(state).toMatchObject({ served: 1_000, intended: 1_000, byCaller: 1_000, leaked: 0, raisedAtMs: undefined })
  })

  it('takes conversations by their shares, and says how many requests they had', () => {
    let state = alarm.start
    for (let n = 0; n < 40; n++)
      state = alarm.observe(state, { sinceMs: n, served: 4, leaked: 1 + (n % 2) * 2 }, n + 100)
    expect(state).toMatchObject({ conversations: 40, leakedShares: 20, rise: { sinceMs: 1, served: 156, leaked: 79 } })
    expect(state.raisedAtMs).toBeGreaterThan(100)
    expect(state.served).toBe(0)
  })

  it('goes on from what was written down, and changes nothing in place', () => {
    const kinds = fc.constantFrom('leak', 'within', 'intended', 'by-caller', 'uncounted')
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 300 }), fc.nat(), (all, cut) => {
        const step = (state: TaskAlarmState, kind: (typeof all)[number], index: number): TaskAlarmState =>
          next(state, kind, index)
        const whole = all.reduce(step, alarm.start)
        const at = cut % (all.length + 1)
        const half = JSON.parse(JSON.stringify(all.slice(0, at).reduce(step, alarm.start))) as TaskAlarmState
        const rest = all.slice(at).reduce((state, kind, index) => next(state, kind, at + index), half)
        expect(rest).toEqual(whole)
        expect(alarm.start.served).toBe(0)
        expect(whole.leaked + whole.intended).toBeLessThanOrEqual(whole.served)
      }),
    )
  })

  it.each([0, 1, -0.1, 20, Number.NaN])('a target of %d is refused', (target) => {
    expect(() => createTaskAlarm({ target, falseAlarmRate: 0.05 })).toThrow(/give a share above 0 and below 1/)
    expect(() => createTaskAlarm({ target: 0.2, falseAlarmRate: target })).toThrow(/falseAlarmRate/)
  })
})
