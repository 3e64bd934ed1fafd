import type { Random } from '../ports/random.ts'

const baseMs = 100
const capMs = 2_000

/** Full jitter: uniform in [0, min(cap, base * 2^retry)), never below the server's hint (AWS Architecture Blog, "Exponential Backoff And Jitter", 2015). */
export function nextBackoffMs(retry: number, hintMs: number | undefined, random: Random): number {
  const jittered = random() * Math.min(capMs, baseMs * 2 ** retry)
  return hintMs === undefined ? jittered : hintMs + jittered * 0.1
}
