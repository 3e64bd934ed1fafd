import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { LoopDelay } from './figures.ts'

// Preloaded into a subject by `--import`: measures from one message to the next, and answers the second with what it saw.
const delay = monitorEventLoopDelay({ resolution: 1 })
let isOn = false

process.on('message', () => {
  const seen: LoopDelay = { p99Ms: delay.percentile(99) / 1e6, maxMs: delay.max / 1e6 }
  if (isOn) delay.disable()
  else {
    delay.reset()
    delay.enable()
  }
  isOn = !isOn
  process.send?.(seen)
})
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// Who has nothing else to do may end.
process.channel?.unref()
