import type { PacedFigures } from './figures.ts'
import { load } from './load.ts'
import { percentile } from './percentile.ts'
import type { Subject } from './subject.ts'

export const pacedConnections = 20
export const pacedPace = { firstTokenMs: 100, gapMs: 20, chunks: 20 } as const

type Times = (number | undefined)[]

/** Time to the first word of streams as slow as a model's. The mock must have `pacedPace`. */
export async function measurePaced(
  subjects: readonly Subject[],
  plan: { readonly rounds: number; readonly roundMs: number },
): Promise<ReadonlyMap<Subject, PacedFigures>> {
  const found = new Map(subjects.map((subject) => [subject, { p50Ms: [] as Times, p99Ms: [] as Times, failures: 0 }]))
  for (let round = 0; round < plan.rounds; round++) {
    for (const [subject, figures] of found) {
      const { samples } = await load(subject, {
        connections: pacedConnections,
        isStream: true,
        durationMs: plan.roundMs,
        // Twenty people do not ask in the same millisecond.
        rampMs: pacedPace.firstTokenMs + pacedPace.gapMs * pacedPace.chunks,
      })
      const times = samples.filter(({ isWhole }) => isWhole).map(({ firstMs }) => firstMs)
      figures.p50Ms.push(percentile(times, 0.5))
      figures.p99Ms.push(percentile(times, 0.99))
      figures.failures += samples.length - times.length
    }
  }
  return found
}
