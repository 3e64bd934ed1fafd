import { seededRandom } from '@signalbox/core'
import { expect, it } from 'vitest'
import { ourRule, windowRule } from '../../test/alarm-rules.ts'
import { delaysAfterJump, falseAlarmShare } from '../../test/simulate-alarm.ts'

const ours = ourRule(0.2, 0.05)

it('in 2,000 streams of 5,000 requests at the target it cries wolf in 5 % at most; a window at the target in nearly all', () => {
  expect(falseAlarmShare(ours, 0.2, 2_000, 5_000)).toBeLessThanOrEqual(0.05)
  expect(falseAlarmShare(windowRule(100, 0.2), 0.2, 200, 5_000)).toBeGreaterThan(0.99)
  expect(falseAlarmShare(windowRule(100, 0.3), 0.2, 200, 5_000)).toBeGreaterThan(0.3)
})

it.each([
  [0.3, 450],
  [0.4, 140],
  [0.6, 45],
])('half the jumps from 10 %% to %d after 1,000 requests are found within %d', (to, within) => {
  const { delays, early } = delaysAfterJump(ours, { from: 0.1, to, after: 1_000, streams: 200 })
  expect(early).toBeLessThanOrEqual(2)
  expect(delays[Math.floor(delays.length / 2)]).toBeLessThanOrEqual(within)
})

it('does not keep its promise where conversations go up as a whole, and docs/alarm.md says so: at half the target, most alarm', () => {
  const streams = 200
  let alarmed = 0
  for (let stream = 0; stream < streams; stream++) {
    const random = seededRandom(`whole ${stream}`)
    const watch = ours.start()
    let isLeak = false
    for (let n = 0; n < 5_000; n++) {
      if (n % 5 === 0) isLeak = random() < 0.1
      if (watch(isLeak)) {
        alarmed++
        break
      }
    }
  }
  expect(alarmed / streams).toBeGreaterThan(0.75)
  expect(alarmed / streams).toBeLessThan(0.95)
})
