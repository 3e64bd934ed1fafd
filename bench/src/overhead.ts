import { createCatalog, createMemoryLedger, createRouter, tier } from '@signalbox/core'
import { scriptedDialect, type ScriptedPart } from '@signalbox/core/testing'
import { card } from './big-router.ts'
import { measure, print } from './measure.ts'

const usage = { inputTokens: 100, outputTokens: 20 }
const finish: ScriptedPart = { type: 'finish', finish: { reason: 'stop' }, usage }

function createSmallRouter(): ReturnType<typeof createRouter> {
  return createRouter({
    catalog: createCatalog({ version: 'bench', models: [card(0), card(1)] }),
    targets: [
      { id: 'a', model: card(0).id },
      { id: 'b', model: card(1).id },
    ],
    tiers: [
      { name: 'economy', targets: ['a'] },
      { name: 'frontier', targets: ['b'] },
    ],
    strategy: tier('economy'),
    ledger: createMemoryLedger(),
  })
}

const request = { task: 'qa', messages: [{ role: 'user', content: 'What is the capital of Norway?' }] } as const

/** A call through the router over the same call made directly, and each chunk of a stream likewise. */
export async function benchOverhead(): Promise<void> {
  const router = createSmallRouter()
  const whole = async (): Promise<{ head: undefined; parts: readonly ScriptedPart[] }> => ({
    head: undefined,
    parts: [{ type: 'text', text: 'Oslo' }, finish],
  })
  const direct = await measure(async () => whole(), 20_000)
  const routed = await measure(() => router.run(request, whole, { dialect: scriptedDialect }), 20_000)

  const chunks = 20_000
  const text: ScriptedPart = { type: 'text', text: 'word ' }
  const source = (): { next: () => Promise<{ done: boolean; value?: ScriptedPart }> } => {
    let at = 0
    return {
      next: async () =>
        at++ < chunks
          ? { done: false, value: text }
          : at === chunks + 1
            ? { done: false, value: finish }
            : { done: true },
    }
  }
  const directChunk = await measure(async () => {
    const parts = source()
    for (let step = await parts.next(); !step.done; step = await parts.next());
  }, 40)
  const routedChunk = await measure(async () => {
    const run = await router.open(request, async () => ({ head: undefined, parts: source() }), {
      dialect: scriptedDialect,
    })
    for (let step = await run.next(); !step.done; step = await run.next());
  }, 40)
  const chunkNs = (us: number): number => (us * 1_000) / chunks
  print('Overhead, memory ledger', [
    { what: 'a call, direct', 'p50 µs': direct.p50Us, 'p99 µs': direct.p99Us },
    { what: 'a call, routed', 'p50 µs': routed.p50Us, 'p99 µs': routed.p99Us },
    { what: 'router alone', 'p50 µs': routed.p50Us - direct.p50Us },
  ])
  print('Overhead of one streamed chunk', [
    { what: 'direct', ns: chunkNs(directChunk.p50Us) },
    { what: 'routed', ns: chunkNs(routedChunk.p50Us), ratio: routedChunk.p50Us / directChunk.p50Us },
    { what: 'router alone', ns: chunkNs(routedChunk.p50Us - directChunk.p50Us) },
  ])
}
