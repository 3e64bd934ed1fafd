import type { CellFigures, CellKind } from './figures.ts'
import { load, type Sample } from './load.ts'
import { percentile } from './percentile.ts'
import { readCpuUs } from './process-use.ts'
import type { Subject } from './subject.ts'

export interface CellPlan {
  readonly kind: CellKind
  readonly connections: number
  readonly rounds: number
  readonly roundMs: number
  readonly warmUpMs: number
}

interface Tally {
  readonly subject: Subject
  readonly requestsPerSecond: number[]
  readonly samples: Sample[]
  cpuUs: number | undefined
}

/** The subjects take turns, round after round, so that all of them see the same machine. */
export async function measureCell(
  subjects: readonly Subject[],
  plan: CellPlan,
): Promise<ReadonlyMap<Subject, CellFigures>> {
  const { kind, connections, rounds } = plan
  const tallies = subjects.map((subject): Tally => ({ subject, requestsPerSecond: [], samples: [], cpuUs: 0 }))
  for (let round = -1; round < rounds; round++) {
    for (const tally of tallies) {
      const durationMs = round < 0 ? plan.warmUpMs : plan.roundMs
      const cpuUs = cpuOf(tally.subject)
      const { samples, seconds } = await load(tally.subject, { connections, isStream: kind === 'stream', durationMs })
      if (round < 0) continue
      const spent = difference(cpuOf(tally.subject), cpuUs)
      tally.cpuUs = spent === undefined || tally.cpuUs === undefined ? undefined : tally.cpuUs + spent
      tally.requestsPerSecond.push(samples.filter(({ isWhole }) => isWhole).length / seconds)
      tally.samples.push(...samples)
    }
  }
  return new Map(tallies.map((tally) => [tally.subject, toFigures(tally, kind, connections)]))
}

function toFigures(tally: Tally, kind: CellKind, connections: number): CellFigures {
  const whole = tally.samples.filter(({ isWhole }) => isWhole)
  const times = whole.map(({ endMs }) => endMs)
  return {
    kind,
    connections,
    requestsPerSecond: tally.requestsPerSecond,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    failures: tally.samples.length - whole.length,
    cpuUsPerRequest: tally.cpuUs === undefined ? undefined : tally.cpuUs / tally.samples.length,
  }
}

function cpuOf({ process }: Subject): number | undefined {
  return process && readCpuUs(process.pid)
}

function difference(after: number | undefined, before: number | undefined): number | undefined {
  return after === undefined || before === undefined ? undefined : after - before
}
