import { createCatalog, createRouter, tier } from '@signalbox/core'
import { scriptedDialect, type ScriptedPart } from '@signalbox/core/testing'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { card } from './big-router.ts'
import { print } from './measure.ts'

const requests = 200_000
const atOnce = 200
const chunks = 20

/** 200,000 streamed requests, a fifth of them left in mid stream: what stays in memory, and how long the loop is kept. */
export async function benchSoak(): Promise<void> {
  // Without a ledger: one in memory keeps its rows, as it should.
  const router = createRouter({
    catalog: createCatalog({ version: 'bench', models: [card(0)] }),
    targets: [{ id: 'a', model: card(0).id }],
    tiers: [{ name: 'only', targets: ['a'] }],
    strategy: tier('only'),
  })
  let done = 0
  let aborted = 0
  const one = async (n: number): Promise<void> => {
    const caller = new AbortController()
    const run = await router.open(
      { messages: [{ role: 'user', content: 'hi' }], task: 'chat' },
      async () => ({ head: undefined, parts: stream() }),
      { dialect: scriptedDialect, signal: caller.signal },
    )
    let seen = 0
    try {
      for await (const part of run) {
        void part
        if (n % 5 === 0 && ++seen === 5) caller.abort(new Error('left'))
      }
    } catch {
      aborted++
    }
    await run.outcome
    done++
  }
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const heap: number[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < requests) {
      const n = next++
      await one(n)
      // A turn of the loop, as any socket would give it.
      await new Promise((resolve) => setImmediate(resolve))
      if (n % 20_000 === 0) {
        globalThis.gc?.()
        heap.push(process.memoryUsage().heapUsed / 1024 / 1024)
      }
    }
  }
  delay.enable()
  await Promise.all(Array.from({ length: atOnce }, worker))
  delay.disable()
  const warm = heap.slice(3)
  const slope = ((warm.at(-1) ?? 0) - (warm[0] ?? 0)) / ((warm.length - 1) * 0.2)
  print('200,000 streams of 20 chunks, 200 at once, a fifth aborted', [
    {
      requests: done,
      aborted,
      'heap slope, MiB per 100,000': Number(slope.toFixed(2)),
      'loop delay p99, ms': Number((delay.percentile(99) / 1e6).toFixed(1)),
      'loop delay max, ms': Number((delay.max / 1e6).toFixed(1)),
    },
  ])
}

async function* stream(): AsyncGenerator<ScriptedPart, void, undefined> {
  for (let n = 0; n < chunks; n++) yield { type: 'text', text: 'word ' }
  yield { type: 'finish', finish: { reason: 'stop' }, usage: { inputTokens: 10, outputTokens: chunks } }
}
