import {
  cascade,
  checks,
  logprobs,
  RouteError,
  type CommitMode,
  type OpenOptions,
  type Run,
  tier,
} from '@signalbox/core'
import {
  createScriptedModels,
  fails,
  ok,
  rateLimited,
  scriptedDialect,
  silent,
  streams,
  type ScriptedPart,
} from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { ask, createWorld, type World } from './fixture.ts'

async function collect(run: Run<unknown, ScriptedPart>): Promise<string> {
  let text = ''
  for await (const part of run) if (part.type === 'text') text += part.text
  return text
}

async function serve(
  world: World,
  request = ask(),
  more: Partial<OpenOptions<ScriptedPart>> = {},
): Promise<{ text: string; run: Run<unknown, ScriptedPart> }> {
  const work = (async () => {
    const run = await world.router.open(request, world.models.call, { dialect: scriptedDialect, ...more })
    return { text: await collect(run), run }
  })()
  return world.clock.runUntil(work)
}

const text = (value: string) => ({ type: 'text', text: value }) as const
const finish = { type: 'finish', finish: { reason: 'stop' }, usage: { inputTokens: 10, outputTokens: 5 } } as const

describe('a healthy target', () => {
  it('serves, prices and records one attempt and one outcome', async () => {
    const world = createWorld({ a: [ok('hello', { inputTokens: 100, outputTokens: 20 })] })
    const { text, run } = await serve(world)
    const outcome = await run.outcome
    expect(text).toBe('hello')
    expect(outcome).toMatchObject({
      kind: 'served',
      escalated: false,
      fallback: 'no',
      gate: 'none',
      servedBy: { target: 'a', tier: 'economy' },
    })
    expect(outcome.cost).toEqual({ nanoUsd: 140_000, usd: 0.00014, isLowerBound: false })
    expect(outcome.baseline).toEqual({ model: 'front/a', nanoUsd: 1_400_000 })
    expect(world.ledger.intents).toHaveLength(1)
    expect(world.ledger.settlements).toMatchObject([
      { n: 1, end: 'done', costNanoUsd: 140_000, inputTokens: 100, outputTokens: 20 },
    ])
    expect(world.ledger.outcomes).toMatchObject([
      { kind: 'served', costNanoUsd: 140_000, baselineCostNanoUsd: 1_400_000 },
    ])
    expect(world.clock.pending()).toBe(0)
  })

  it('knows usage and cost before the host sees the finish part', async () => {
    const world = createWorld({ a: [streams(text('hi'), finish)] })
    const work = (async () => {
      const run = await world.router.open(ask(), world.models.call, { dialect: scriptedDialect })
      for await (const part of run) if (part.type === 'finish') return run.report()
      throw new Error('no finish part')
    })()
    expect(await world.clock.runUntil(work)).toMatchObject({
      usage: { inputTokens: 10, outputTokens: 5 },
      cost: { nanoUsd: 20_000 },
      servedBy: { target: 'a' },
    })
  })
})

describe('before the commit point', () => {
  it.each([
    ['a 500 twice: retried once, then the next target', { a: [fails(500)], b: [ok('b')] }, ['a', 'a', 'b'], 'b'],
    ['a 401: next target at once', { a: [fails(401)], b: [ok('b')] }, ['a', 'b'], 'b'],
    ['a short rate limit: the same target again', { a: [rateLimited(1_000), ok('a')] }, ['a', 'a'], 'a'],
    ['a long rate limit: next target at once', { a: [rateLimited(60_000)], b: [ok('b')] }, ['a', 'b'], 'b'],
    [
      'an in-band error before content',
      { a: [streams({ type: 'meta' }, { type: 'error', error: { status: 401 } })], b: [ok('b')] },
      ['a', 'b'],
      'b',
    ],
    [
      'an error noted with content in one part',
      { a: [streams({ type: 'error', error: { status: 403 } })], b: [ok('b')] },
      ['a', 'b'],
      'b',
    ],
    ['silence: the first-token limit', { a: [silent], b: [ok('b')] }, ['a', 'b'], 'b'],
    [
      'only meta parts: they reset no clock',
      {
        a: [
          streams(...Array.from({ length: 30 }, () => [{ type: 'wait', ms: 1_000 }, { type: 'meta' }] as const).flat()),
        ],
        b: [ok('b')],
      },
      ['a', 'b'],
      'b',
    ],
    [
      'an end without content or marker: once more, then next',
      { a: [streams({ type: 'meta' })], b: [ok('b')] },
      ['a', 'a', 'b'],
      'b',
    ],
    [
      'both economy targets down: up to the frontier',
      { a: [fails(401)], b: [fails(404)], x: [ok('x')] },
      ['a', 'b', 'x'],
      'x',
    ],
  ])('%s', async (_, scripts, targets, served) => {
    const world = createWorld(scripts)
    const { text: answer, run } = await serve(world)
    expect(answer).toBe(served)
    expect(world.models.calls.map((call) => call.target)).toEqual(targets)
    const outcome = await run.outcome
    expect(outcome.kind).toBe('served')
    expect(outcome.attempts).toHaveLength(targets.length)
    expect(outcome.fallback).toBe(served === 'a' ? 'no' : served === 'b' ? 'same-tier' : 'up')
    expect(outcome.escalationCause).toBe(served === 'x' ? 'fallback' : undefined)
    expect(world.ledger.intents).toHaveLength(targets.length)
    expect(world.ledger.settlements).toHaveLength(targets.length)
  })

  it('never retries what the client did wrong', async () => {
    const world = createWorld({ a: [fails(400)] })
    const error = await serve(world).catch((thrown: unknown) => thrown)
    expect(RouteError.isInstance(error) && error).toMatchObject({
      code: 'refused',
      outcome: { kind: 'failed', failure: { kind: 'invalid-request' } },
    })
    expect(world.models.calls).toHaveLength(1)
    expect(world.router.breakers().states).toEqual({})
    expect(world.ledger.outcomes).toMatchObject([{ kind: 'failed', failureKind: 'invalid-request' }])
  })

  it('stays within maxAttempts and keeps the raw errors beside the attempts', async () => {
    const world = createWorld({ a: [fails(500)], b: [fails(500)], x: [fails(500)], y: [ok()] })
    const error = (await serve(world).catch((thrown: unknown) => thrown)) as RouteError
    expect(error.code).toBe('exhausted')
    expect(world.models.calls).toHaveLength(4)
    expect(error.errors).toHaveLength(4)
    expect(error.errors[3]).toBe(error.cause)
  })

  it('ends at the deadline, whatever is left of the plan', async () => {
    const world = createWorld(
      { a: [silent], b: [silent], x: [silent], y: [silent] },
      { execution: { deadlineMs: 15_000 } },
    )
    const start = world.clock.monotonicMs()
    const error = (await serve(world).catch((thrown: unknown) => thrown)) as RouteError
    expect(error.code).toBe('deadline')
    expect(world.clock.monotonicMs() - start).toBe(15_000)
  })

  it('throws the reason of an abort and nothing else', async () => {
    const world = createWorld({ a: [silent] })
    const controller = new AbortController()
    const reason = new Error('the user left')
    const work = world.router.open(ask(), world.models.call, { dialect: scriptedDialect, signal: controller.signal })
    work.catch(() => {})
    await world.clock.advance(100)
    controller.abort(reason)
    await expect(world.clock.runUntil(work)).rejects.toBe(reason)
    expect(world.ledger.outcomes).toMatchObject([{ kind: 'aborted' }])
    expect(world.models.calls[0]?.context.signal.aborted).toBe(true)
    expect(world.clock.pending()).toBe(0)
  })
})

describe('after the commit point', () => {
  it('a cut stream is broken, never a success', async () => {
    const world = createWorld({ a: [streams(text('half'))], b: [ok('b')] })
    const error = (await serve(world).catch((thrown: unknown) => thrown)) as RouteError
    expect(error.code).toBe('broken')
    expect(error.outcome).toMatchObject({
      kind: 'broken',
      failure: { kind: 'cut', phase: 'after-content' },
      servedBy: { target: 'a' },
    })
    expect(world.models.calls).toHaveLength(1)
  })

  it('a stall is broken after the gap limit, counted only while we wait', async () => {
    const world = createWorld({ a: [streams(text('one'), text('two'), { type: 'hang' })] })
    const work = (async () => {
      const run = await world.router.open(ask(), world.models.call, { dialect: scriptedDialect })
      await run.next()
      // A slow reader of a healthy source: no clock runs meanwhile.
      await new Promise<void>((resolve) => void world.clock.setTimer(() => resolve(), 60_000))
      await run.next()
      const before = world.clock.monotonicMs()
      const failed = run.next()
      failed.catch(() => {})
      await failed.catch(() => {})
      return { waited: world.clock.monotonicMs() - before, outcome: await run.outcome }
    })()
    const { waited, outcome } = await world.clock.runUntil(work)
    expect(waited).toBe(20_000)
    expect(outcome).toMatchObject({ kind: 'broken', failure: { kind: 'gap-timeout' } })
  })

  it('forwards an in-band error as it came, then ends', async () => {
    const world = createWorld({ a: [streams(text('half'), { type: 'error', error: { status: 529 } }, text('never'))] })
    const work = (async () => {
      const run = await world.router.open(ask(), world.models.call, { dialect: scriptedDialect })
      const parts = []
      for await (const part of run) parts.push(part.type)
      return { parts, outcome: await run.outcome }
    })()
    expect(await world.clock.runUntil(work)).toMatchObject({
      parts: ['text', 'error'],
      outcome: { kind: 'broken', failure: { kind: 'overloaded' } },
    })
  })

  it('leaving after the marker is served, before it aborted', async () => {
    for (const [until, kind] of [
      ['finish', 'served'],
      ['text', 'aborted'],
    ] as const) {
      const world = createWorld({ a: [streams(text('one'), finish, { type: 'meta' })] })
      const work = (async () => {
        const run = await world.router.open(ask(), world.models.call, { dialect: scriptedDialect })
        for await (const part of run) if (part.type === until) break
        return run.outcome
      })()
      expect((await world.clock.runUntil(work)).kind).toBe(kind)
      expect(world.models.calls[0]?.context.signal.aborted).toBe(kind === 'aborted')
    }
  })

  it('settles a run that nobody reads', async () => {
    const world = createWorld({ a: [streams(text('one'), text('two'), finish)] })
    const run = await world.clock.runUntil(world.router.open(ask(), world.models.call, { dialect: scriptedDialect }))
    await world.clock.advance(700_000)
    expect((await run.outcome).kind).toBe('aborted')
    expect(world.ledger.settlements).toHaveLength(1)
    expect(world.clock.pending()).toBe(0)
  })
})

describe('commit modes and the last candidate', () => {
  it('buffer shows nothing before the end, so a cut falls back', async () => {
    const world = createWorld({ a: [streams(text('half'))], b: [ok('whole')] })
    expect((await serve(world, ask(), { commit: 'buffer' })).text).toBe('whole')
  })

  it.each(['first-content', 'buffer'] satisfies CommitMode[])(
    'an empty text with stop is an answer (%s)',
    async (commit) => {
      const world = createWorld({ a: [streams({ type: 'meta' }, finish)] })
      const { run } = await serve(world, ask(), { commit })
      expect((await run.outcome).kind).toBe('served')
    },
  )

  it('last: open is committed at its head, so the host sees an in-band error itself', async () => {
    const only = { tiers: [{ name: 'economy', targets: ['a'] }], strategy: tier('economy') }
    const world = createWorld({ a: [streams({ type: 'meta' }, { type: 'error', error: { status: 529 } })] }, only)
    const work = (async () => {
      const run = await world.router.open(ask(), world.models.call, { dialect: scriptedDialect, last: 'open' })
      const parts = []
      for await (const part of run) parts.push(part.type)
      return parts
    })()
    expect(await world.clock.runUntil(work)).toEqual(['meta', 'error'])
    const held = createWorld({ a: [streams({ type: 'meta' }, { type: 'error', error: { status: 529 } })] }, only)
    await expect(serve(held)).rejects.toBeInstanceOf(RouteError)
  })
})

describe('cascade', () => {
  const policy = (onNoEvidence: 'accept' | 'escalate' = 'escalate') => ({
    strategy: cascade({ tiers: ['economy', 'frontier'], gate: logprobs({ atLeast: 0.8 }), onNoEvidence }),
  })
  const draft = (confidence: number, answer: string) =>
    streams({ type: 'text', text: answer, logprobs: [Math.log(confidence)] }, finish)

  it('serves a confident draft', async () => {
    const world = createWorld({ a: [draft(0.9, 'sure')] }, policy())
    const { text: answer, run } = await serve(world)
    expect(answer).toBe('sure')
    expect(await run.outcome).toMatchObject({ gate: 'accepted', escalated: false })
  })

  it('escalates a doubtful one, pays for both and counts both', async () => {
    const world = createWorld(
      { a: [draft(0.3, 'hm')], x: [ok('right', { inputTokens: 10, outputTokens: 5 })] },
      policy(),
    )
    const { text: answer, run } = await serve(world)
    const outcome = await run.outcome
    expect(answer).toBe('right')
    expect(outcome).toMatchObject({
      gate: 'rejected',
      escalated: true,
      escalationCause: 'gate',
      fallback: 'no',
      usage: { inputTokens: 20, outputTokens: 10 },
    })
    expect(outcome.cost.nanoUsd).toBe(20_000 + 200_000)
    expect(world.ledger.outcomes[0]).toMatchObject({ draftCostNanoUsd: 20_000, failedCostNanoUsd: 0 })
    expect(outcome.attempts.map((attempt) => attempt.end?.kind)).toEqual(['rejected', 'done'])
  })

  it('no evidence does as it is told', async () => {
    const up = createWorld({ a: [ok('plain')], x: [ok('strong')] }, policy('escalate'))
    expect((await serve(up)).text).toBe('strong')
    const down = createWorld({ a: [ok('plain')], x: [ok('strong')] }, policy('accept'))
    expect((await serve(down)).text).toBe('plain')
  })

  it('serves the rejected draft when every later step fails', async () => {
    const world = createWorld({ a: [draft(0.1, 'hm')], x: [fails(401)], y: [fails(401)] }, policy())
    const { text: answer, run } = await serve(world)
    expect(answer).toBe('hm')
    expect(await run.outcome).toMatchObject({
      kind: 'served',
      gate: 'overruled',
      escalated: false,
      servedBy: { target: 'a' },
    })
    expect(world.ledger.outcomes[0]).toMatchObject({ draftCostNanoUsd: 0 })
  })

  it('fails instead where the policy says so', async () => {
    const world = createWorld(
      { a: [draft(0.1, 'hm')], x: [fails(401)], y: [fails(401)] },
      { ...policy(), execution: { onExhausted: 'fail' } },
    )
    await expect(serve(world)).rejects.toMatchObject({ code: 'exhausted' })
  })

  it('a gate on the only candidate left is not run', async () => {
    const world = createWorld({ a: [draft(0.1, 'hm')] }, { ...policy(), execution: { maxAttempts: 1 } })
    const { text: answer, run } = await serve(world)
    expect(answer).toBe('hm')
    expect((await run.outcome).gate).toBe('none')
  })

  it('checks turn down invalid JSON and let valid JSON through', async () => {
    const strategy = cascade({ tiers: ['economy', 'frontier'], gate: checks() })
    const request = ask({ responseFormat: { type: 'json', schema: { type: 'object', required: ['a'] } } })
    for (const [answer, served] of [
      ['{"a":1}', 'a'],
      ['{"b":1}', 'x'],
      ['not json', 'x'],
    ] as const) {
      const world = createWorld({ a: [ok(answer)], x: [ok('{"a":2}')] }, { strategy })
      expect((await (await serve(world, request)).run.outcome).servedBy?.target).toBe(served)
    }
  })
})

describe('constraints on every hop', () => {
  it('a prompt too long for one target goes to a larger context only', async () => {
    const world = createWorld({ a: [fails(400, { code: 'context_length_exceeded' })], b: [ok('b')], x: [ok('x')] })
    const error = (await serve(world).catch((thrown: unknown) => thrown)) as RouteError
    // All windows are of one size here: nobody else may be tried.
    expect(world.models.calls.map((call) => call.target)).toEqual(['a'])
    expect(error.outcome.failure?.kind).toBe('context-length')
  })

  it('a cost ceiling holds over all attempts together', async () => {
    // One economy attempt may cost 4,096 tokens · $2/M ≈ $0.0083; the frontier ten times that.
    const world = createWorld({ a: [fails(500)], b: [ok('b')], x: [ok('x')] }, { constraints: { maxCostUsd: 0.01 } })
    const error = (await serve(world).catch((thrown: unknown) => thrown)) as RouteError
    expect(RouteError.isInstance(error)).toBe(true)
    expect(error.outcome.decision.rejected.map((rejection) => rejection.code)).toEqual(['cost-ceiling', 'cost-ceiling'])
    expect(error.outcome.decision).toMatchObject({ maxOutputTokens: 4_096, isOutputLimitDefaulted: true })
    expect(world.models.calls.map((call) => call.target)).not.toContain('x')
  })

  it("a request's own limits narrow the policy, and hold on every hop", async () => {
    const world = createWorld({ a: [fails(500)], b: [ok('b')], x: [ok('x')] })
    const request = ask({ constraints: { targets: { deny: ['b'] } } })
    const { text } = await serve(world, request)
    expect(text).toBe('x')
    expect(world.models.calls.map((call) => call.target)).not.toContain('b')
    expect(await world.router.decide(request)).toMatchObject({ rejected: [{ target: 'b', code: 'target' }] })
    expect(await world.router.decide(ask({ constraints: { maxCostUsd: 0.01 } }))).toMatchObject({ maxCostUsd: 0.01 })
  })

  it('an empty plan is refused with every reason, and recorded', async () => {
    const world = createWorld({})
    const request = ask({ messages: [{ role: 'user', content: [{ type: 'media', modality: 'image' }] }] })
    const error = (await serve(world, request).catch((thrown: unknown) => thrown)) as RouteError
    expect(error.code).toBe('no-candidate')
    expect(error.outcome.decision.rejected).toHaveLength(4)
    expect(world.ledger.outcomes).toMatchObject([{ kind: 'failed', failureKind: 'no-candidate', attempts: 0 }])
  })
})

describe('breakers', () => {
  it('open after five failures, then spare the target; two good probes close them', async () => {
    const world = createWorld({ a: [...Array.from({ length: 5 }, () => fails(500)), ok('a again')], b: [ok('b')] })
    for (let n = 0; n < 3; n++) await serve(world)
    const before = world.models.calls.filter((call) => call.target === 'a').length
    expect(before).toBe(5)
    await serve(world)
    expect(world.models.calls.filter((call) => call.target === 'a')).toHaveLength(before)
    await world.clock.advance(120_000)
    for (let probe = 0; probe < 2; probe++) expect((await serve(world)).text).toBe('a again')
    expect(world.events.map((event) => event.type)).toContain('breaker-close')
  })

  it('never eject the last target', async () => {
    const only = { tiers: [{ name: 'economy', targets: ['a'] }], strategy: tier('economy') }
    const world = createWorld({ a: [...Array.from({ length: 8 }, () => fails(503)), ok('back')] }, only)
    // Two attempts each while its breaker is closed, one each after that: 2 + 2 + 1 + 1 + 1 + 1.
    for (let n = 0; n < 6; n++) await serve(world).catch(() => {})
    expect(world.models.calls).toHaveLength(8)
    expect((await serve(world)).text).toBe('back')
  })
})

describe('the ledger', () => {
  it('is written before a byte leaves', async () => {
    const order: string[] = []
    const clockless = createWorld({})
    const world = createWorld(
      { a: [ok()] },
      {
        ledger: {
          writeIntent: async () => {
            await Promise.resolve()
            order.push('intent')
          },
          writeSettlement: () => void order.push('settlement'),
          writeOutcome: () => void order.push('outcome'),
        },
      },
    )
    const models = createScriptedModels({}, world.clock)
    const work = world.router.run(
      ask(),
      (target, context) => {
        order.push('call')
        return models.call(target, context)
      },
      { dialect: scriptedDialect },
    )
    await world.clock.runUntil(work)
    expect(order).toEqual(['intent', 'call', 'settlement', 'outcome'])
    expect(clockless.ledger.intents).toHaveLength(0)
  })

  it('that fails stops no traffic and raises ledger-error', async () => {
    const broken = () => {
      throw new Error('disk full')
    }
    const world = createWorld(
      { a: [ok('still')] },
      { ledger: { writeIntent: broken, writeSettlement: async () => broken(), writeOutcome: broken } },
    )
    expect((await serve(world)).text).toBe('still')
    expect(world.events.filter((event) => event.type === 'ledger-error')).toHaveLength(3)
  })
})

it('run() needs no dialect for plain replies', async () => {
  const world = createWorld({})
  const { reply, outcome } = await world.router.run(ask(), async (target) => ({
    text: `from ${target.id}`,
    usage: { inputTokens: 1, outputTokens: 1 },
  }))
  expect(reply.text).toBe('from a')
  expect(outcome.kind).toBe('served')
})

it('serves fifty requests at once on one router, the primary down, and loses none', async () => {
  const world = createWorld({ a: [fails(503)], b: [ok('b')] })
  const work = Promise.all(
    Array.from({ length: 50 }, () => world.router.run(ask(), world.models.call, { dialect: scriptedDialect })),
  )
  const all = await world.clock.runUntil(work)
  expect(all.every(({ outcome }) => outcome.servedBy?.target === 'b')).toBe(true)
  expect(world.ledger.outcomes).toHaveLength(50)
  expect(world.ledger.intents).toHaveLength(world.ledger.settlements.length)
})

it('frames without content after the first do not keep a stream alive', async () => {
  const drip = Array.from({ length: 40 }, () => [{ type: 'wait', ms: 2_000 }, { type: 'meta' }] as const).flat()
  const world = createWorld({ a: [streams(text('start'), ...drip, finish)] }, { execution: { gapTimeoutMs: 5_000 } })
  await expect(serve(world)).rejects.toThrow(RouteError)
  expect(world.ledger.outcomes).toMatchObject([{ kind: 'broken', failureKind: 'gap-timeout' }])
})

it('what a reply had counted before it broke off is a lower bound of its cost', async () => {
  const counted = { type: 'usage', usage: { inputTokens: 100, outputTokens: 1 } } as const
  const world = createWorld(
    { a: [streams(counted, text('half'), { type: 'throw', error: { status: 500 } })], b: [ok()] },
    { execution: { commit: 'buffer', maxRetriesPerTarget: 0 } },
  )
  const { run } = await serve(world)
  const outcome = await run.outcome
  expect(outcome.attempts.map(({ costNanoUsd, billable }) => [costNanoUsd, billable])).toEqual([
    [102_000, 'yes'],
    [140_000, 'yes'],
  ])
  expect(outcome.cost).toMatchObject({ nanoUsd: 242_000, isLowerBound: true })
})
