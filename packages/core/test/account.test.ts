import { cascade, judge, toMetadata, type CallAccount, type Outcome } from '@signalbox/core'
import { ok, scriptedDialect, streams, type Script, type ScriptedPart } from '@signalbox/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, createWorld, type World } from './fixture.ts'

// 140 microdollars at the price of `a`, ten times that at the price of `x`.
const usage = { inputTokens: 100, outputTokens: 20 }
const pricedNanoUsd = 140_000

const said = (account: CallAccount): ScriptedPart => ({ type: 'account', account })
const text = (value: string): ScriptedPart => ({ type: 'text', text: value })
const finish: ScriptedPart = { type: 'finish', finish: { reason: 'stop' }, usage }
const carried = (account: CallAccount, answer = 'fine'): Script => streams(text(answer), said(account), finish)
const broken: ScriptedPart = { type: 'error', error: { status: 503 } }

const once = { execution: { maxRetriesPerTarget: 0 } }

const run = async (world: World, request = ask()): Promise<Outcome> =>
  (await world.clock.runUntil(world.router.run(request, world.models.call, { dialect: scriptedDialect }))).outcome

describe('what a carrier says of a call', () => {
  it('is what counts, ours beside it', async () => {
    const world = createWorld({ a: [carried({ costUsd: 0.001, host: 'Fireworks', callId: 'gen-1' })] })
    const outcome = await run(world)
    const row = { reportedCostNanoUsd: 1_000_000, pricedCostNanoUsd: pricedNanoUsd, host: 'Fireworks', callId: 'gen-1' }
    expect(outcome.attempts).toMatchObject([{ costNanoUsd: 1_000_000, ...row }])
    expect(outcome.cost).toEqual({ usd: 0.001, nanoUsd: 1_000_000, isLowerBound: false })
    expect(world.ledger.settlements).toMatchObject([{ costNanoUsd: 1_000_000, isCostLowerBound: false, ...row }])
    expect(world.ledger.report().carried).toMatchObject({ attempts: 1, reportedUsd: 0.001, pricedUsd: 0.000_14 })
    expect(toMetadata(outcome).attempts).toMatchObject([{ costUsd: 0.001, pricedCostUsd: 0.000_14, host: 'Fireworks' }])
  })

  it('may come in pieces, each of which replaces what it names', async () => {
    const pieces = [said({ callId: 'gen-1', costUsd: 1 }), text('x'), said({ host: 'Groq' }), said({ costUsd: 0.002 })]
    const outcome = await run(createWorld({ a: [streams(...pieces, finish)] }))
    expect(outcome.attempts).toMatchObject([{ reportedCostNanoUsd: 2_000_000, host: 'Groq', callId: 'gen-1' }])
  })

  it.each([
    ['nothing, which is a cost', 0, 0],
    ['less than a nano-dollar, rounded', 4e-10, 0],
    ['less than nothing, which is no cost', -0.001, undefined],
    ['no number', Number.NaN, undefined],
    ['no amount', Number.POSITIVE_INFINITY, undefined],
    ['no cost', undefined, undefined],
  ])('may be %s', async (_, costUsd, reported) => {
    const outcome = await run(createWorld({ a: [carried({ costUsd })] }))
    expect(outcome.attempts[0]?.reportedCostNanoUsd).toBe(reported)
    expect(outcome.cost).toMatchObject({ nanoUsd: reported ?? pricedNanoUsd, isLowerBound: false })
    expect(toMetadata(outcome).attempts[0]?.pricedCostUsd).toBe(reported === undefined ? undefined : 0.000_14)
  })

  it('makes a cost known where no tokens were counted', async () => {
    const outcome = await run(
      createWorld({
        a: [streams(text('x'), said({ costUsd: 0.001 }), { type: 'finish', finish: { reason: 'stop' } })],
      }),
    )
    expect(outcome.cost).toEqual({ usd: 0.001, nanoUsd: 1_000_000, isLowerBound: false })
    expect(outcome.attempts[0]?.pricedCostNanoUsd).toBeUndefined()
  })

  it('makes a failed attempt one that was charged', async () => {
    const world = createWorld({ a: [streams(said({ costUsd: 0.001 }), broken)], b: [ok()] }, once)
    await run(world)
    expect(world.ledger.settlements[0]).toMatchObject({
      end: 'failed',
      billable: 'yes',
      costNanoUsd: 1_000_000,
      // It broke off: more may yet be charged.
      isCostLowerBound: true,
    })
    expect(world.ledger.outcomes).toMatchObject([{ failedCostNanoUsd: 1_000_000, isCostLowerBound: true }])
  })

  it('that a failure cost nothing leaves open whether it was charged', async () => {
    const world = createWorld({ a: [streams(said({ costUsd: 0 }), broken)], b: [ok()] }, once)
    await run(world)
    expect(world.ledger.settlements[0]).toMatchObject({ end: 'failed', reportedCostNanoUsd: 0, costNanoUsd: 0 })
    expect(world.ledger.settlements[0]?.billable).not.toBe('yes')
  })

  it('counts for drafts and judges too', async () => {
    const world = createWorld(
      {
        a: [carried({ costUsd: 0.001 }, 'a draft')],
        y: [carried({ costUsd: 0.02 }, '{"probability": 0.1}')],
        x: [carried({ costUsd: 0.3 }, 'better')],
      },
      {
        strategy: cascade({ tiers: ['economy', 'frontier'], gate: judge({ target: 'y', atLeast: 0.7 }) }),
        constraints: { targets: { deny: ['b'] } },
      },
    )
    const outcome = await run(world)
    expect(outcome.attempts.map(({ purpose }) => purpose)).toEqual(['serve', 'judge', 'serve'])
    expect(outcome.cost.nanoUsd).toBe(321_000_000)
    expect(world.ledger.outcomes).toMatchObject([{ draftCostNanoUsd: 1_000_000, checkCostNanoUsd: 20_000_000 }])
  })

  it('is kept to 256 characters a text', async () => {
    const long = 'x'.repeat(10_000)
    const world = createWorld({ a: [carried({ host: long, callId: long })] })
    await run(world)
    const [row] = world.ledger.settlements
    expect([row?.host, row?.callId]).toEqual([long.slice(0, 256), long.slice(0, 256)])
  })
})

describe('a reported cost', () => {
  it('is what a ceiling has left', async () => {
    const draftCosting = (costUsd: number): World =>
      createWorld(
        { a: [streams(text('x'), said({ costUsd }), { ...finish, finish: { reason: 'error' } })], b: [ok()] },
        { constraints: { maxCostUsd: 0.05 }, ...once },
      )
    expect(await run(draftCosting(0.01))).toMatchObject({ servedBy: { target: 'b' } })
    await expect(run(draftCosting(0.049_999))).rejects.toMatchObject({
      outcome: { kind: 'failed', cost: { nanoUsd: 49_999_000 } },
    })
  })

  it('is what a budget has spent', async () => {
    const budgets = [{ name: 'app', limitUsd: 0.5, period: 'day' }] as const
    const world = createWorld({ a: [carried({ costUsd: 0.4 })] }, { budgets })
    await run(world)
    // What is left covers 0.1 at our prices, and the next one took it.
    await run(world)
    await expect(run(world)).rejects.toThrow(/budget/)
    expect(world.ledger.outcomes.reduce((sum, { costNanoUsd }) => sum + costNanoUsd, 0)).toBe(800_000_000)
  })
})

describe('the row of an attempt that another target of its pool answered', () => {
  it('names that target, and has its price', async () => {
    const world = createWorld(
      { a: [streams({ type: 'served-model', id: 'cheap2/b' }, text('x'), said({ costUsd: 0.001 }), finish)] },
      {
        targets: [
          { id: 'a', model: 'cheap/a', pool: { name: 'host' } },
          { id: 'b', model: 'cheap2/b', pool: { name: 'host' } },
          { id: 'x', model: 'front/a' },
          { id: 'y', model: 'front2/b' },
        ],
      },
    )
    const { outcome } = await world.clock.runUntil(
      world.router.run(ask(), world.models.call, { dialect: scriptedDialect, carriesPools: () => true }),
    )
    const [row] = world.ledger.settlements
    expect(row).toMatchObject({ answeredTarget: 'b', answeredModel: 'cheap2/b' })
    expect(JSON.parse(row?.priceJson ?? '{}')).toMatchObject({ model: 'cheap2/b' })
    expect(toMetadata(outcome).attempts).toMatchObject([{ target: 'a', answeredBy: 'b' }])
  })
})

it('invariant 9: reported or priced, the cost of a request is the sum of its attempts, in whole nano-dollars', async () => {
  const cost = fc.option(fc.double({ min: -1, max: 10, noDefaultInfinity: true }), { nil: undefined })
  const script = fc
    .record({ costUsd: cost, fails: fc.boolean() })
    .map(({ costUsd, fails }) => streams(text('x'), said({ costUsd }), fails ? broken : finish))
  const scripts = fc.record({
    a: fc.array(script, { minLength: 1, maxLength: 3 }),
    b: fc.tuple(script),
    x: fc.tuple(script),
  })
  await fc.assert(
    fc.asyncProperty(scripts, async (played) => {
      const world = createWorld(played)
      await run(world).catch(() => undefined)
      const [outcome] = world.ledger.outcomes
      const sum = world.ledger.settlements.reduce((total, row) => total + (row.costNanoUsd ?? 0), 0)
      expect(outcome?.costNanoUsd).toBe(sum)
      expect(Number.isSafeInteger(sum)).toBe(true)
      expect(outcome?.isCostLowerBound).toBe(world.ledger.settlements.some((row) => row.isCostLowerBound))
      for (const { reportedCostNanoUsd: reported, costNanoUsd } of world.ledger.settlements)
        if (reported !== undefined) expect(costNanoUsd).toBe(reported)
    }),
    { numRuns: 100 },
  )
})
