import type { CrowdFigures, LoopDelay } from './figures.ts'
import { load } from './load.ts'
import { percentile } from './percentile.ts'
import { readCpuUs, readResidentMb } from './process-use.ts'
import type { Subject } from './subject.ts'

export const crowdStreams = 1_000
/** Ten words a second each, for six seconds; the last stream begins two seconds after the first. */
export const crowdPace = { firstTokenMs: 100, gapMs: 100, chunks: 60 } as const
export const crowdRampMs = 2_000

/** Many streams at once, and how long they keep the subject's event loop. The mock must have `crowdPace`. */
export async function measureCrowd(subject: Subject): Promise<CrowdFigures> {
  const { process } = subject
  const cpuUs = process && readCpuUs(process.pid)
  await process?.ask?.('start')
  const { samples, seconds } = await load(subject, {
    connections: crowdStreams,
    isStream: true,
    durationMs: Infinity,
    rampMs: crowdRampMs,
    requests: 1,
  })
  const loopDelay = (await process?.ask?.('stop')) as LoopDelay | undefined
  const spentUs = process && readCpuUs(process.pid)
  const times = samples.filter(({ isWhole }) => isWhole).map(({ firstMs }) => firstMs)
  return {
    streams: crowdStreams,
    failures: samples.length - times.length,
    firstTokenP50Ms: percentile(times, 0.5),
    firstTokenP99Ms: percentile(times, 0.99),
    loopDelay,
    cpuShare: spentUs === undefined || cpuUs === undefined ? undefined : (spentUs - cpuUs) / 1e6 / seconds,
    residentMb: process && readResidentMb(process.pid),
  }
}
