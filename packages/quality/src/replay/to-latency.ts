import type { Durations } from '../statistics/durations.ts'
import type { Latency } from './replay-report.ts'

/** @param unknown requests whose latency is not known */
export function toLatency(durations: Durations, unknown: number): Latency {
  const requests = Math.round(durations.n)
  return {
    p50: durations.quantile(0.5),
    p95: durations.quantile(0.95),
    p95AtMost: durations.quantile(0.95, durations.n + unknown),
    requests,
    unknown,
  }
}
