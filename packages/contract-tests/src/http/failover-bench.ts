import type { CommitMode } from '@signalbox/core'
import type { FakeClock } from '@signalbox/core/testing'
import type { FaultCell } from '../faults/fault-cell.ts'
import { failoverScenarios } from '../faults/failover-scenarios.ts'
import { createFaultWorld, type FaultWorld } from '../faults/fault-world.ts'
import { createVirtualClock, sleepOn } from '../faults/virtual-time.ts'
import { failoverRules } from './failover-rules.ts'
import type { FailoverAnswer, FailoverSurface } from './failover-surface.ts'
import { judgeFailover, type FailoverRun, type FailoverVerdict } from './failover-verdict.ts'

/** One line of the scorecard. */
export interface FailoverRow {
  readonly id: string
  readonly title: string
  readonly verdict: FailoverVerdict
  /** What kept it from being `pass`. */
  readonly note: string
  /** Attempts at the primary while it was ill. */
  readonly primaryAttempts: number
  /** Virtual time of the slowest request, ms. */
  readonly elapsedMs: number
}

/** FailoverBench's sixteen scenarios through one endpoint, in virtual time, as a streaming OpenAI client sees them. */
export async function runFailoverBench(surface: FailoverSurface, commit: CommitMode): Promise<readonly FailoverRow[]> {
  const rows: FailoverRow[] = []
  // Scenarios with a dash are the same faults in another commit mode, which is ours to choose here.
  for (const cell of failoverScenarios.filter(({ id }) => !id.includes('-')))
    rows.push(await playScenario(surface, withCommit(cell, commit)))
  rows.push(await playOutage(surface, withCommit(outage, commit)))
  return rows.toSorted((a, b) => a.id.localeCompare(b.id))
}

async function playScenario(surface: FailoverSurface, cell: FaultCell): Promise<FailoverRow> {
  const { id, title } = cell
  const { clock, world, ask } = await createScene(surface, cell)
  const asked = await clock.runUntil(ask())
  const primaryAttempts = world.seen()['primary'] ?? 0
  const attempts = attemptsOf(world)
  world.end()
  const after = await clock.runUntil(ask())
  const isWellAfter = judgeFailover({}, { ...after, attempts: [], isWellAfter: true }).verdict === 'pass'
  const verdict = judgeFailover(failoverRules[id] ?? {}, { ...asked, attempts, isWellAfter })
  return { id, title, primaryAttempts, elapsedMs: asked.elapsedMs, ...verdict }
}

const outage: FaultCell = {
  id: 'S15',
  title: 'the primary is down for a minute: 20 requests, 4 s apart',
  modes: ['stream'],
  faults: [{ kind: 'status', status: 503, message: 'down' }],
  execution: failoverScenarios[0]?.execution,
  expected: { kind: 'served', rows: [], breakers: [] },
}
const downMs = 60_000
const backWithinMs = 30_000

async function playOutage(surface: FailoverSurface, cell: FaultCell): Promise<FailoverRow> {
  const { id, title } = cell
  const { clock, world, ask } = await createScene(surface, cell)
  let primaryAttempts = 0
  clock.setTimer(() => {
    primaryAttempts = world.seen()['primary'] ?? 0
    world.end()
  }, downMs)
  const startMs = clock.monotonicMs()
  const runs = await clock.runUntil(
    Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        await sleepOn(clock, n * 4_000)
        return { ...(await ask()), endMs: clock.monotonicMs() - startMs }
      }),
    ),
  )
  const judged = runs.map((run) => judgeFailover({}, { ...run, attempts: [], isWellAfter: true }))
  const worst = judged.find(({ verdict }) => verdict === 'fail') ?? judged.find(({ verdict }) => verdict !== 'pass')
  const back = runs.find(({ answer, endMs }) => endMs >= downMs && isPrimary(answer))
  const isBack = (back?.endMs ?? Infinity) - downMs <= backWithinMs
  const verdict =
    worst ??
    (isBack
      ? { verdict: 'pass' as const, note: '' }
      : { verdict: 'partial' as const, note: 'not back on the primary in 30 s' })
  return { id, title, primaryAttempts, elapsedMs: Math.max(...runs.map(({ elapsedMs }) => elapsedMs)), ...verdict }
}

interface Scene {
  readonly clock: FakeClock
  readonly world: FaultWorld
  readonly ask: () => Promise<Pick<FailoverRun, 'answer' | 'broke' | 'elapsedMs'>>
}

async function createScene(surface: FailoverSurface, cell: FaultCell): Promise<Scene> {
  const clock = createVirtualClock()
  const world = await createFaultWorld(cell, { clock, sleep: (ms, signal) => sleepOn(clock, ms, signal) })
  world.begin()
  const { router, upstreams, fetch } = world
  const ask: Scene['ask'] = async () => {
    const startMs = clock.monotonicMs()
    const wiring = {
      router,
      request: { messages: [{ role: 'user' as const, content: 'Say forty words.' }], task: 'chat' },
      stream: true,
      upstreams,
      fetch: cell.id === 'S14' ? refusingPrefill(fetch) : fetch,
      maxReplyBytes: 1024 * 1024,
    }
    const read = await surface.ask(wiring).then(
      (answer) => ({ answer }),
      (error: unknown) => ({ answer: { text: '' }, broke: String(error) }),
    )
    return { ...read, elapsedMs: Math.round(clock.monotonicMs() - startMs) }
  }
  return { clock, world, ask }
}

/** Providers that answer 400 to a conversation which ends with the assistant's own words. */
function refusingPrefill(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input as Request | string, init)
    const { messages } = (await request.clone().json()) as { messages?: readonly { role?: string }[] }
    if (messages?.at(-1)?.role !== 'assistant') return fetch(request)
    const error = { message: 'This model does not support assistant message prefill.', type: 'invalid_request_error' }
    return Response.json({ error }, { status: 400 })
  }
}

function withCommit(cell: FaultCell, commit: CommitMode): FaultCell {
  return { ...cell, execution: { ...cell.execution, commit } }
}

function attemptsOf({ ledger }: FaultWorld): readonly { target: string; atMs: number }[] {
  const startMs = ledger.intents[0]?.startedAtMs ?? 0
  return ledger.intents.map(({ target, startedAtMs }) => ({ target, atMs: startedAtMs - startMs }))
}

function isPrimary({ model }: FailoverAnswer): boolean {
  return model === 'model-p' || model === 'v/model-p'
}
