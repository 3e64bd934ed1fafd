import { parseArgs } from 'node:util'
import { simulate } from './simulate.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    from: { type: 'string' },
    json: { type: 'boolean' },
    log: { type: 'boolean' },
  },
})

if (values.seed !== undefined) {
  const one = await simulate(values.seed, {
    onLine: values.log === true ? (line) => process.stderr.write(`${line}\n`) : undefined,
  })
  process.stdout.write(`${JSON.stringify(one, null, 2)}\n`)
  process.exitCode = one.violation === undefined ? 0 : 1
} else await runMany(toCount(values.seeds ?? '500', '--seeds'), toCount(values.from ?? '0', '--from'))

async function runMany(count: number, from: number): Promise<void> {
  const startedMs = performance.now()
  let events = 0
  let requests = 0
  let attempts = 0
  let failed = 0
  const kinds: Record<string, number> = {}
  for (let n = from; n < from + count; n++) {
    const one = await simulate(String(n))
    events += one.events
    requests += one.requests
    attempts += one.attempts
    for (const [kind, times] of Object.entries(one.kinds)) kinds[kind] = (kinds[kind] ?? 0) + times
    if (one.violation !== undefined) {
      failed++
      process.stderr.write(`seed ${n}: ${one.violation}\n  again: pnpm sim --seed ${n}\n`)
    }
    if (process.stderr.isTTY && n % 100 === 0) process.stderr.write(`\r${n - from} / ${count} seeds`)
  }
  const seconds = (performance.now() - startedMs) / 1_000
  const figures = {
    seeds: count,
    failed,
    requests,
    attempts,
    events,
    kinds,
    seconds: Number(seconds.toFixed(1)),
    seedsPerSecond: Math.round(count / seconds),
  }
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify(figures)}\n`
      : `${count} seeds, ${failed} failed: ${requests} requests, ${attempts} attempts, ${events} events in ${figures.seconds} s, ${figures.seedsPerSecond} seeds/s\n`,
  )
  process.exitCode = failed === 0 ? 0 : 1
}

function toCount(text: string, option: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 0) return count
  process.stderr.write(`${option} ${text}: give a whole number.\n`)
  process.exit(2)
}
