import { playOutage } from './outage.ts'

const all = await playOutage({ down: ['a', 'b'], fromMs: 0, untilMs: 1e9, requests: 10_000, everyMs: 100 })
const one = await playOutage({ down: ['a'], fromMs: 0, untilMs: 1e9, requests: 10_000, everyMs: 100 })
const dead = await playOutage({ down: ['a'], fromMs: 0, untilMs: 60_000, requests: 20, everyMs: 4_000 })
process.stdout.write(
  `${JSON.stringify({
    everyTargetDown: Number(all.steady.toFixed(3)),
    oneOfTwoDown: Number((one.attempts.b / one.requests).toFixed(3)),
    attemptsOnDeadPrimary: dead.attemptsOnDownA,
    primaryBackAfterMs: dead.backAfterMs,
  })}\n`,
)
