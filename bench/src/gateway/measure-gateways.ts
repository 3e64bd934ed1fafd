import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CellFigures, GatewayFigures, SubjectFigures } from './figures.ts'
import { measureCell } from './measure-cell.ts'
import { crowdPace, measureCrowd } from './measure-crowd.ts'
import { measurePaced, pacedPace } from './measure-paced.ts'
import { instant } from './mock-pace.ts'
import { readResidentMb } from './process-use.ts'
import { startLitellmSubject } from './start-litellm-subject.ts'
import { startMock, type Mock } from './start-mock.ts'
import { startPassThrough } from './start-pass-through.ts'
import { startPortkey } from './start-portkey.ts'
import { startSignalbox } from './start-signalbox.ts'
import type { Subject, SubjectWorld } from './subject.ts'

export interface GatewayBenchOptions {
  /** Times that every subject has its turn in every cell. */
  readonly rounds: number
  readonly profile?: string | undefined
  readonly onStep: (step: string) => void
}

const cells = [
  { kind: 'json', connections: 1 },
  { kind: 'json', connections: 10 },
  { kind: 'json', connections: 50 },
  { kind: 'stream', connections: 10 },
  { kind: 'stream', connections: 50 },
] as const
const roundMs = 2_000
const warmUpMs = 1_500
const cache = new URL('../../../node_modules/.cache/bench-gateway/', import.meta.url).pathname

const others = [
  { name: 'Portkey gateway', start: startPortkey },
  { name: 'LiteLLM proxy', start: startLitellmSubject },
] as const

/** All in one run on loopback: direct, the floor, ours, and those of the others that can be had here. */
export async function measureGateways(options: GatewayBenchOptions): Promise<GatewayFigures> {
  const { onStep } = options
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-bench-'))
  mkdirSync(cache, { recursive: true })
  const skipped: { name: string; reason: string }[] = []
  const running: { stop: () => Promise<void> }[] = []
  try {
    const mock = await startMock(folder)
    running.push(mock)
    const world: SubjectWorld = { mockPort: mock.port, folder, cache, profile: options.profile }
    const subjects: Subject[] = [{ name: 'direct', origin: `http://127.0.0.1:${mock.port}`, model: 'bench' }]
    const add = (subject: Subject): void => {
      subjects.push(subject)
      if (subject.process !== undefined) running.push(subject.process)
    }
    add(await startPassThrough(world))
    add(await startSignalbox(world))
    for (const { name, start } of others) {
      onStep(`starting ${name}`)
      try {
        add(await start(world))
      } catch (error) {
        skipped.push({ name, reason: toReason(error) })
      }
    }
    return await measure(mock, subjects, skipped, options)
  } finally {
    await Promise.all(running.map((process) => process.stop()))
    rmSync(folder, { recursive: true })
  }
}

async function measure(
  mock: Mock,
  subjects: readonly Subject[],
  skipped: GatewayFigures['skipped'],
  { rounds, onStep }: GatewayBenchOptions,
): Promise<GatewayFigures> {
  const start = performance.now()
  const loadBefore = loadavg()[0] ?? 0
  const found = new Map<Subject, CellFigures[]>(subjects.map((subject) => [subject, []]))
  await mock.setPace(instant)
  for (const cell of cells) {
    onStep(`${cell.kind}, ${cell.connections} connections`)
    const figures = await measureCell(subjects, { ...cell, rounds, roundMs, warmUpMs })
    for (const [subject, figure] of figures) found.get(subject)?.push(figure)
  }
  onStep('first token')
  await mock.setPace(pacedPace)
  const paced = await measurePaced(subjects, { rounds, roundMs })
  const residentMb = new Map(
    subjects.map((subject) => [subject, subject.process && readResidentMb(subject.process.pid)]),
  )
  await mock.setPace(crowdPace)
  const all: SubjectFigures[] = []
  for (const subject of subjects) {
    onStep(`many streams: ${subject.name}`)
    all.push({
      name: subject.name,
      version: subject.version,
      cells: found.get(subject) ?? [],
      paced: paced.get(subject) ?? { p50Ms: [], p99Ms: [], failures: 0 },
      residentMb: residentMb.get(subject),
      crowd: await measureCrowd(subject),
    })
  }
  return {
    machine: {
      cpus: cpus().length,
      cpu: cpus()[0]?.model ?? '',
      node: process.version,
      date: new Date().toISOString().slice(0, 10),
      load: [loadBefore, loadavg()[0] ?? 0],
      seconds: (performance.now() - start) / 1_000,
    },
    subjects: all,
    skipped,
  }
}

/** Its last line: what an installer says at the end is what went wrong. */
function toReason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.trim().split('\n').at(-1) ?? text
}
