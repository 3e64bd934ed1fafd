import { createCatalog, createRouter, tier, type ModelCard } from '@signalbox/core'
import {
  createFakeClock,
  createScriptedModels,
  fails,
  ok,
  scriptedDialect,
  seededRandom,
  type Script,
} from '@signalbox/core/testing'

export interface OutageInput {
  /** Targets that answer 503 from `fromMs` until `untilMs`. */
  readonly down: readonly ('a' | 'b')[]
  readonly fromMs: number
  readonly untilMs: number
  readonly requests: number
  readonly everyMs: number
}

/** Attempts over an outage, counted in virtual time: two targets of one tier at two providers, default execution. */
export interface OutageFigures {
  readonly requests: number
  readonly served: number
  readonly attempts: Readonly<Record<'a' | 'b', number>>
  /** Attempts per request after the first minute of the outage, while it lasts. */
  readonly steady: number
  /** From the end of the outage to the first answer of target a; undefined = none. */
  readonly backAfterMs: number | undefined
  readonly attemptsOnDownA: number
}

export async function playOutage(input: OutageInput): Promise<OutageFigures> {
  const clock = createFakeClock(Date.UTC(2026, 10, 24))
  const isDown = (target: 'a' | 'b'): boolean =>
    input.down.includes(target) && clock.monotonicMs() >= input.fromMs && clock.monotonicMs() < input.untilMs
  const script = (target: 'a' | 'b'): Script => (isDown(target) ? fails(503, { message: 'down' }) : ok())
  const attempts = { a: 0, b: 0 }
  let attemptsOnDownA = 0
  let steadyAttempts = 0
  let steadyRequests = 0
  let served = 0
  let backAfterMs: number | undefined
  const isSteady = (): boolean => clock.monotonicMs() >= input.fromMs + 60_000 && clock.monotonicMs() < input.untilMs
  const router = createRouter({
    catalog: createCatalog({ version: 'outage', models: [card('v/a'), card('w/b')] }),
    targets: [
      { id: 'a', model: 'v/a' },
      { id: 'b', model: 'w/b' },
    ],
    tiers: [{ name: 'only', targets: ['a', 'b'] }],
    strategy: tier('only'),
    clock,
    random: seededRandom('outage'),
  })
  const ask = async (): Promise<void> => {
    if (isSteady()) steadyRequests++
    const run = router.run(
      { messages: [{ role: 'user', content: 'hi' }], task: 'chat' },
      async (target, context) => {
        const id = target.id as 'a' | 'b'
        attempts[id]++
        if (id === 'a' && isDown('a')) attemptsOnDownA++
        if (isSteady()) steadyAttempts++
        const one = createScriptedModels({ [id]: [script(id)] }, clock)
        return one.call(target, context)
      },
      { dialect: scriptedDialect },
    )
    const outcome = await run.then(
      (value) => value.outcome,
      () => undefined,
    )
    if (outcome === undefined) return
    served++
    if (outcome.servedBy?.target === 'a' && clock.monotonicMs() >= input.untilMs)
      backAfterMs ??= clock.monotonicMs() - input.untilMs
  }
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => void clock.setTimer(() => resolve(), ms))
  const all = Array.from({ length: input.requests }, async (_, n) => {
    await sleep(n * input.everyMs)
    await ask()
  })
  await clock.runUntil(Promise.all(all))
  return {
    requests: input.requests,
    served,
    attempts,
    steady: steadyRequests === 0 ? 0 : steadyAttempts / steadyRequests,
    backAfterMs,
    attemptsOnDownA,
  }
}

function card(id: string): ModelCard {
  return {
    id,
    name: id,
    vendor: id.split('/')[0] ?? id,
    contextTokens: 100_000,
    maxOutputTokens: 4_000,
    capabilities: { tools: true, jsonSchema: true, jsonMode: true },
    inputModalities: ['text'],
    outputModalities: ['text'],
    licence: 'proprietary',
    openWeights: false,
    jurisdiction: 'US',
    prices: [],
    sources: {},
  }
}
