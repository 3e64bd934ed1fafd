import { expect, it } from 'vitest'
import { ourConversationRule, ourRule, windowRule } from '../../test/alarm-rules.ts'
import { toGiant, toStream, worlds } from '../../test/conversation-worlds.ts'
import { delaysAfterJump, falseAlarmShare } from '../../test/simulate-alarm.ts'

const ours = ourRule(0.2, 0.05)
const conversations = ourConversationRule(0.2, 0.05)

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

it.each(worlds)('keeps its promise where conversations leak as a whole: $name', (world) => {
  const streams = 60
  const falseAlarms = (share: number): number =>
    Array.from({ length: streams }, (_, n) => toStream(world, `whole ${n}`, 300, () => share)).filter((stream) =>
      stream.some(conversations.start()),
    ).length
  // 3 are to be expected at most; 10 have a chance of 0.1 %.
  expect(falseAlarms(0.2)).toBeLessThan(10)
  expect(falseAlarms(0.1)).toBeLessThanOrEqual(1)
})

it('a conversation of 5,000 requests that goes up entirely is one', () => {
  for (let n = 0; n < 20; n++) expect(toGiant(`giant ${n}`, 2_000, 0.05, 5_000).some(conversations.start())).toBe(false)
})

it('finds conversations that begin to leak, as a whole or by request', () => {
  for (const isEachByItself of [false, true]) {
    const world = { name: '', turns: () => 5, paceMs: 60_000, isEachByItself }
    const stream = toStream(world, 'rises', 1_500, (n) => (n < 500 ? 0.1 : 0.5))
    const at = stream.findIndex(conversations.start())
    const from = stream.findIndex(({ session }) => session === '500')
    expect(at).toBeGreaterThan(from)
    // The half hour of each is 150 requests.
    expect(at - from).toBeLessThan(150 + 100 * 5)
  }
})
