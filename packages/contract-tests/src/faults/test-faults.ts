import { systemClock, type RouteRequest, type Router } from '@signalbox/core'
import { afterAll, describe, expect, it } from 'vitest'
import { wholeText, type FaultCell, type FaultMode, type FaultOutcome } from './fault-cell.ts'
import { faultCatalogue } from './fault-catalogue.ts'
import {
  createFaultWorld,
  type ProviderManner,
  type FaultDialect,
  type FaultTime,
  type FaultUpstream,
  type FaultWorld,
} from './fault-world.ts'
import { createVirtualClock, sleepOn } from './virtual-time.ts'

/** What a surface is given for one request. */
export interface FaultWiring {
  readonly router: Router
  readonly request: RouteRequest
  readonly stream: boolean
  readonly upstreams: readonly FaultUpstream[]
  readonly fetch: typeof globalThis.fetch
  /** The largest reply to be read. */
  readonly maxReplyBytes: number
}

/** What its caller has seen. */
export interface FaultAnswer {
  readonly text: string
  /** Thrown at the caller, or handed over in the stream as an error. */
  readonly error?: unknown
}

/** The seam: one request through the router as this host's users would send it, read to its end. */
export interface FaultSurface extends ProviderManner {
  readonly name: string
  readonly ask: (wiring: FaultWiring) => Promise<FaultAnswer>
  /** A cell that fails is played again: for a server of somebody else's, whose clocks run while it waits for a core. Default 0. */
  readonly retries?: number | undefined
  /**
   * Cells a host's own wire code reads otherwise than the providers wrote them, before the router sees anything. What must come out
   * then, and why: never less than a served request or an error that is told.
   */
  readonly readings?: readonly HostReading[] | undefined
}

/** What a host's own wire code makes of some cells. */
export interface HostReading {
  readonly cells: readonly string[]
  readonly mode: FaultMode
  /** Default: every dialect. */
  readonly dialect?: FaultDialect | undefined
  readonly time?: 'real' | undefined
  readonly because: string
  readonly expected: FaultOutcome
}

/**
 * Runs every cell of the catalogue against a surface: real sockets, or virtual time without them. Providers speak the chat dialect,
 * or another in which the cells without bytes of their own are played.
 */
export function testFaults(
  surface: FaultSurface,
  time: 'real' | 'virtual',
  dialect: FaultDialect = 'openai-chat',
): void {
  const played = faultCatalogue.filter((cell) => dialect === 'openai-chat' || isOfAnyDialect(cell))
  const cells = played.flatMap((cell) => (cell.modes ?? (['stream', 'whole'] as const)).map((mode) => ({ cell, mode })))
  let passed = 0
  const dialectName = dialect === 'openai-chat' ? '' : `${dialect}, `
  const place = `${surface.name}, ${dialectName}${time === 'real' ? 'real sockets' : 'virtual time'}`
  describe.concurrent(`${place}`, () => {
    it.each(cells.map(({ cell, mode }) => [cell.id, mode, cell.title, cell] as const))(
      '%s %s: %s',
      { timeout: 30_000, retry: surface.retries ?? 0 },
      async (_id, mode, _title, cell) => {
        await testCell(surface, cell, mode, time, dialect)
        passed++
      },
    )
  })
  afterAll(() => {
    const share = Math.floor((passed / cells.length) * 100)
    // So that a run tells what it has played.
    process.stdout.write(`fault cells, ${place}: ${passed} / ${cells.length} passed (${share} %)\n`)
  })
}

/** Plays one cell and holds what came out against the catalogue. */
export async function testCell(
  surface: FaultSurface,
  cell: FaultCell,
  mode: FaultMode,
  time: 'real' | 'virtual',
  dialect: FaultDialect = 'openai-chat',
): Promise<void> {
  const fake = time === 'virtual' ? createVirtualClock() : undefined
  const clock: FaultTime =
    fake === undefined ? { clock: systemClock } : { clock: fake, sleep: (ms, signal) => sleepOn(fake, ms, signal) }
  const world = await createFaultWorld(cell, clock, dialect, surface)
  try {
    const ask = (): Promise<FaultAnswer> =>
      surface.ask({
        router: world.router,
        request: { messages: [{ role: 'user', content: 'Say forty words.' }], task: 'chat' },
        stream: mode === 'stream',
        upstreams: world.upstreams,
        fetch: world.fetch,
        maxReplyBytes: 1024 * 1024,
      })
    const run = (work: Promise<FaultAnswer>): Promise<FaultAnswer> => (fake === undefined ? work : fake.runUntil(work))
    if (cell.isWarm === true) await run(ask())
    const before = world.ledger.outcomes.length
    world.begin()
    const answer = await run(ask())
    await fake?.advance(0)
    check(
      world,
      before,
      answer,
      expectedOf(surface, cell, mode, time, dialect),
      time,
      cell,
      dialect === 'anthropic-messages' && mode === 'stream',
    )
  } finally {
    await world.close()
  }
}

function expectedOf(
  { readings }: FaultSurface,
  cell: FaultCell,
  mode: FaultMode,
  time: 'real' | 'virtual',
  dialect: FaultDialect,
): FaultOutcome {
  const reading = readings?.find(
    (one) =>
      one.cells.includes(cell.id) &&
      one.mode === mode &&
      (one.dialect ?? dialect) === dialect &&
      (one.time ?? time) === time,
  )
  return reading?.expected ?? ('stream' in cell.expected ? cell.expected[mode] : cell.expected)
}

function check(
  { ledger, router, seen }: FaultWorld,
  before: number,
  answer: FaultAnswer,
  expected: FaultOutcome,
  time: 'real' | 'virtual',
  cell: FaultCell,
  statesUsageFirst: boolean,
): void {
  const [outcome] = ledger.outcomes.slice(before)
  expect(ledger.outcomes).toHaveLength(before + 1)
  if (outcome === undefined) return
  const intents = ledger.intents.filter(({ requestId }) => requestId === outcome.requestId)
  const rows = ledger.settlements
    .filter(({ requestId }) => requestId === outcome.requestId)
    .toSorted((a, b) => a.n - b.n)
  const targetOf = (n: number): string => intents.find((intent) => intent.n === n)?.target ?? '?'
  const told = rows.map(({ n, end, reason, billable }) =>
    [targetOf(n), end, reason, billable].filter(Boolean).join(' '),
  )
  const rowsExpected = expected.rows.map((row) => toPattern(statesUsageFirst ? mayBePaid(row) : row))
  expect({ kind: outcome.kind, rows: told }).toEqual({ kind: expected.kind, rows: rowsExpected })

  // One intent, one settlement and one request on the wire for each attempt.
  expect(intents).toHaveLength(rows.length)
  for (const name of ['primary', 'fallback', 'large']) {
    const attempts = expected.rows.filter((row) => row.startsWith(name)).length
    if (name !== 'primary' || cell.address === undefined || time === 'virtual')
      expect(seen()[name], name).toBe(attempts)
  }
  const scopes = new Set(Object.keys(router.breakers().states).map((key) => key.split(':')[0]))
  expect([...scopes].toSorted()).toEqual([...expected.breakers].toSorted())

  if (expected.kind === 'served') {
    expect(answer.error).toBeUndefined()
    expect(answer.text).toBe(expected.text ?? wholeText)
  } else {
    expect(answer.error).toBeDefined()
    if (expected.text !== undefined) expect(answer.text).toBe(expected.text)
    else if (expected.kind === 'failed') expect(answer.text).toBe('')
    else {
      expect(wholeText.startsWith(answer.text)).toBe(true)
      expect(answer.text.length).toBeGreaterThan(0)
      expect(answer.text.length).toBeLessThan(wholeText.length)
    }
  }

  const [first, second] = intents
  const waitedMs = first === undefined || second === undefined ? 0 : second.startedAtMs - first.startedAtMs
  // A wall clock in whole milliseconds may show one less than has passed.
  if (expected.waitMs !== undefined) expect(waitedMs).toBeGreaterThanOrEqual(expected.waitMs - 1)
  if (expected.maxWaitMs !== undefined && time === 'virtual') expect(waitedMs).toBeLessThanOrEqual(expected.maxWaitMs)

  if (expected.inputTokens !== undefined) expect(outcome.inputTokens).toBe(expected.inputTokens)
  if (expected.isCostKnown === false) expect(outcome.isCostLowerBound).toBe(true)
  if (expected.servedModel !== undefined) expect(rows.at(-1)?.servedModel).toBe(expected.servedModel)
}

/** Anthropic's first frame states the input: a stream that fails after it is paid for. */
function mayBePaid(row: string): string {
  return row.replace(/ (no|unknown)$/, ' $1|yes')
}

/** `a|b` = either, `*` = any word; a plain row is compared as it is. */
function toPattern(row: string): unknown {
  if (!row.includes('|') && !row.includes('*')) return row
  const words = row.split(' ').map((word) => (word === '*' ? '\\S+' : `(${word})`))
  return expect.stringMatching(new RegExp(`^${words.join(' ')}$`))
}

/** Bytes of a cell's own are written in the chat dialect, and so is what a missing `[DONE]` means. */
function isOfAnyDialect({ faults, id }: FaultCell): boolean {
  if (id === 'D10') return false
  return typeof faults === 'function' || faults.every((fault) => fault?.kind !== 'body' && fault?.kind !== 'frames')
}
