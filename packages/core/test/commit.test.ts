import { ConfigurationError, type CommitMode, type ExecutionOptions, type Outcome } from '@signalbox/core'
import { fails, ok, scriptedDialect, streams, type Script, type ScriptedPart } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { ask, createWorld, type World } from './fixture.ts'

const text = (value: string) => ({ type: 'text', text: value }) as const
const wait = (ms: number) => ({ type: 'wait', ms }) as const
const hang = { type: 'hang' } as const
const usage = { inputTokens: 10, outputTokens: 5 }
const finish = { type: 'finish', finish: { reason: 'stop' }, usage } as const
const toolCall = { type: 'tool-call', name: 'search', argumentsJson: '{}' } as const

interface Played {
  readonly shown: string
  readonly error: unknown
  /** Virtual ms at which each text came out. */
  readonly at: readonly number[]
  readonly outcome: Outcome
  readonly world: World
}

async function play(scripts: Record<string, readonly Script[]>, execution: Partial<ExecutionOptions>): Promise<Played> {
  let outcome: Outcome | undefined
  const world = createWorld(scripts, { execution })
  const at: number[] = []
  let shown = ''
  const work = (async () => {
    const run = await world.router.open(ask(), world.models.call, { dialect: { ...scriptedDialect, splice } })
    void run.outcome.then((value) => (outcome = value))
    for await (const part of run) {
      if (part.type !== 'text') continue
      shown += part.text
      at.push(world.clock.monotonicMs())
    }
  })()
  const error = await world.clock.runUntil(
    work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    ),
  )
  await world.clock.advance(0)
  const last = world.events.findLast((event) => event.type === 'outcome-end')
  outcome ??= last?.type === 'outcome-end' ? last.outcome : undefined
  return { shown, error, at, outcome: outcome as Outcome, world }
}

function splice(_: readonly ScriptedPart[], part: ScriptedPart, skip: number): readonly ScriptedPart[] {
  if (part.type === 'meta') return []
  if (part.type !== 'text') return [part]
  return skip >= part.text.length ? [] : [{ ...part, text: part.text.slice(skip) }]
}

const targetsOf = ({ world }: Played): string => world.models.calls.map(({ target }) => target).join(' ')

describe('holdback', () => {
  const commit: CommitMode = { holdback: { ms: 500, tokens: 10 } }

  it('moves on when the reply breaks off while it is held', async () => {
    const played = await play({ a: [streams(text('half'))], b: [ok('whole')] }, { commit })
    expect(played.shown).toBe('whole')
    expect(played.outcome).toMatchObject({ kind: 'served', fallback: 'same-tier' })
  })
  it('shows what it holds when the time is over, though nothing more has come', async () => {
    const played = await play({ a: [streams(text('slow '), wait(5_000), text('end'), finish)] }, { commit })
    expect(played.shown).toBe('slow end')
    expect(played.at).toEqual([500, 5_000])
    expect(played.outcome.commitMs).toBe(500)
  })
  it('shows what it holds when enough has come', async () => {
    const long = 'x'.repeat(40)
    const played = await play({ a: [streams(text(long), wait(300), text('end'), finish)] }, { commit })
    expect(played.at).toEqual([0, 300])
  })
  it('shows a reply that ends before either', async () => {
    expect((await play({ a: [ok('short')] }, { commit })).at).toEqual([0])
  })
  it('reports a break after that as broken, and settles though the pull was already under way', async () => {
    const played = await play(
      { a: [streams(text('slow '), wait(2_000), { type: 'throw', error: { status: 500 } })] },
      { commit },
    )
    expect(played.shown).toBe('slow ')
    expect(played.outcome.kind).toBe('broken')
    expect(played.error).toBeDefined()
    expect(played.world.clock.pending()).toBe(0)
  })
})

describe('resume', () => {
  const commit: CommitMode = 'resume'
  const broken = streams(text('one two '), { type: 'throw', error: { status: 500 } })

  it.each([
    ['the same pieces', [text('one two '), text('three'), finish]],
    ['other pieces', [text('one'), text(' two thr'), text('ee'), finish]],
    ['one piece', [text('one two three'), finish]],
  ])('goes on with a reply that begins with what was shown: %s', async (_, steps) => {
    const played = await play({ a: [broken], b: [streams({ type: 'meta' }, ...steps)] }, { commit })
    expect(played.shown).toBe('one two three')
    expect(played.outcome).toMatchObject({ kind: 'served', servedBy: { target: 'b', n: 2 }, fallback: 'same-tier' })
    expect(played.world.ledger.settlements.map(({ end }) => end)).toEqual(['failed', 'done'])
  })
  it('has every part of it fitted to what was shown, to its end', async () => {
    const seen: string[] = []
    const world = createWorld({ a: [broken], b: [ok('one two three')] }, { execution: { commit } })
    const dialect = {
      ...scriptedDialect,
      splice: (shown: readonly ScriptedPart[], part: ScriptedPart, skip: number) => {
        seen.push(`${shown.length} ${part.type} ${skip}`)
        return part.type === 'finish' ? [text('!'), part] : splice(shown, part, skip)
      },
    }
    const run = await world.clock.runUntil(world.router.open(ask(), world.models.call, { dialect }))
    const parts: string[] = []
    await world.clock.runUntil(
      (async () => {
        for await (const part of run) parts.push(part.type === 'text' ? part.text : part.type)
      })(),
    )
    expect(parts).toEqual(['one two ', 'three', '!', 'finish'])
    expect(seen).toEqual(['1 meta 8', '1 text 8', '2 finish 0'])
  })
  it('passes over replies that do not, and pays for them', async () => {
    const played = await play({ a: [broken], b: [ok('one too many')], x: [ok('one two four')] }, { commit })
    expect(played.shown).toBe('one two four')
    expect(played.world.ledger.settlements.map(({ end }) => end)).toEqual(['failed', 'rejected', 'done'])
    expect(played.outcome.cost.isLowerBound).toBe(true)
  })
  it('breaks when nobody proves the prefix, with the first failure', async () => {
    const played = await play({ a: [broken], b: [ok('no')], x: [fails(503)], y: [ok('one')] }, { commit })
    expect(played.shown).toBe('one two ')
    expect(played.outcome).toMatchObject({
      kind: 'broken',
      servedBy: { target: 'a' },
      failure: { kind: 'server-error' },
    })
    expect(played.error).toMatchObject({ name: 'RouteError' })
  })
  it('takes over after a stall and after an in-band error, more than once', async () => {
    const played = await play(
      {
        a: [streams(text('one '), hang)],
        b: [streams(text('one two '), { type: 'error', error: { status: 529 } })],
        x: [ok('one two three')],
      },
      { commit, gapTimeoutMs: 1_000 },
    )
    expect(played.shown).toBe('one two three')
    expect(targetsOf(played)).toBe('a b x')
  })
  it('does not take over a tool call: it cannot be compared', async () => {
    const played = await play({ a: [streams(toolCall, { type: 'throw', error: { status: 500 } })] }, { commit })
    expect(played.outcome.kind).toBe('broken')
    expect(targetsOf(played)).toBe('a')
  })
  it('stays within the attempts', async () => {
    const played = await play({ a: [broken], b: [ok('no')], x: [ok('one two three')] }, { commit, maxAttempts: 2 })
    expect(played.outcome.kind).toBe('broken')
    expect(targetsOf(played)).toBe('a b')
  })
  it('is refused where the dialect cannot splice', async () => {
    const world = createWorld({}, { execution: { commit } })
    const opened = world.router.open(ask(), world.models.call, { dialect: scriptedDialect })
    await expect(opened).rejects.toBeInstanceOf(ConfigurationError)
    expect(world.models.calls).toHaveLength(0)
  })
})

describe('hedging', () => {
  const hedge = { delayMs: 1_000 }
  const slow = (value: string, ms: number): Script => streams({ type: 'meta' }, wait(ms), text(value), finish)

  it('starts nobody beside a target that answers in time', async () => {
    expect(targetsOf(await play({ a: [slow('a', 900)] }, { hedge }))).toBe('a')
  })
  it('serves the rival that answers first; the loser is aborted and on record', async () => {
    const played = await play({ a: [slow('a', 5_000)], b: [slow('b', 500)] }, { hedge })
    expect(played.shown).toBe('b')
    expect(played.at).toEqual([1_500])
    expect(played.outcome).toMatchObject({ kind: 'served', servedBy: { target: 'b', n: 2 } })
    expect(played.world.ledger.settlements.map(({ n, end, billable }) => [n, end, billable])).toEqual([
      [1, 'lost', 'unknown'],
      [2, 'done', 'yes'],
    ])
    expect(played.world.models.calls[0]?.context.signal.aborted).toBe(true)
    expect(played.outcome.cost.isLowerBound).toBe(true)
  })
  it('serves the first one when it is quicker after all', async () => {
    const played = await play({ a: [slow('a', 1_200)], b: [slow('b', 500)] }, { hedge })
    expect(played.shown).toBe('a')
    expect(played.world.ledger.settlements.map(({ end }) => end)).toEqual(['lost', 'done'])
    expect(played.outcome.attempts.map(({ purpose }) => purpose)).toEqual(['serve', 'hedge'])
  })
  it.each([
    [
      'the first fails while the rival goes on',
      { a: [streams(wait(1_100), { type: 'throw', error: { status: 500 } } as const)], b: [slow('b', 500)] },
      'b',
    ],
    ['the rival fails while the first goes on', { a: [slow('a', 2_000)], b: [fails(500)] }, 'a'],
    [
      'both fail, and the next serves',
      {
        a: [streams(wait(1_100), { type: 'throw', error: { status: 500 } } as const)],
        b: [fails(500, {})],
        x: [ok('x')],
      },
      'x',
    ],
  ])('%s', async (_, scripts, shown) => expect((await play(scripts, { hedge })).shown).toBe(shown))
  it('starts none above its cost cap', async () => {
    const played = await play({ a: [slow('a', 5_000)] }, { hedge: { delayMs: 1_000, maxCostUsd: 1e-9 } })
    expect(targetsOf(played)).toBe('a')
  })
  it('starts none beyond the attempts', async () => {
    expect(targetsOf(await play({ a: [slow('a', 5_000)] }, { hedge, maxAttempts: 1 }))).toBe('a')
  })
  it('holds on to the end in buffer mode, after the race', async () => {
    const played = await play(
      { a: [slow('a', 5_000)], b: [streams(text('b1 '), wait(3_000), text('b2'), finish)] },
      { hedge, commit: 'buffer' },
    )
    expect(played.shown).toBe('b1 b2')
    expect(played.at).toEqual([4_000, 4_000])
  })
  it('leaves no timer behind', async () => {
    const played = await play({ a: [slow('a', 5_000)], b: [slow('b', 500)] }, { hedge })
    expect(played.world.clock.pending()).toBeLessThanOrEqual(1)
  })
})

describe('an error frame after the commit point', () => {
  const error = { type: 'error', error: { status: 529 } } as const
  const spent = { type: 'usage', usage } as const

  it.each([
    ['the stream ends', [spent]],
    ['the stream stays open', [spent, hang]],
    ['the stream breaks', [spent, { type: 'throw', error: new Error('reset') } as const]],
    ['another error follows', [spent, error]],
  ])('does not end the account: what was used is still read; %s', async (_title, after) => {
    const {
      shown,
      outcome,
      error: thrown,
    } = await play({ a: [streams(text('half'), error, ...after)] }, { commit: 'first-content' })
    expect(shown).toBe('half')
    expect(thrown).toBeUndefined()
    expect(outcome).toMatchObject({ kind: 'broken', usage, failure: { kind: 'overloaded' }, attempts: [{ usage }] })
    expect(outcome.durationMs).toBeLessThan(3_000)
  })
})
