import { createUpstreamCall, httpDialect } from '@signalbox/http'
import { createCatalog, createRouter, tier } from '@signalbox/core'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { card } from './big-router.ts'
import { print } from './measure.ts'

const json = 'application/json'
const events = 'text/event-stream'

/** Replies that mean harm, each read to its end: how long the event loop is kept. */
const replies: readonly (readonly [name: string, type: string, body: string])[] = [
  ['a frame of 10 MB', events, `data: {"choices":[{"index":0,"delta":{"content":"${'a'.repeat(10_000_000)}"}}]}\n\n`],
  ['10 MB without a line end', events, 'data: '.padEnd(10_000_000, 'a')],
  ['a body of 10 MB', json, `{"choices":[{"message":{"content":"${'a'.repeat(10_000_000)}"},"finish_reason":"stop"}]}`],
  ['a million keys', json, `{${Array.from({ length: 1_000_000 }, (_, n) => `"k${n}":1`).join(',')}}`],
  ['a hundred thousand deep', json, '['.repeat(100_000) + ']'.repeat(100_000)],
  ['a page of HTML', 'text/html', '<html></html>'.repeat(1_000)],
  ['an error of 1 MB', json, JSON.stringify({ error: { message: 'rate limit '.repeat(90_000) } })],
]

export async function benchHostile(): Promise<void> {
  const rows: Record<string, string | number>[] = []
  for (const [reply, type, body] of replies) {
    const request = { messages: [{ role: 'user', content: 'hi' }], task: 'chat' } as const
    const model = card(0)
    const router = createRouter({
      catalog: createCatalog({ version: 'bench', models: [model] }),
      targets: [{ id: 'a', model: model.id, upstream: 'u' }],
      tiers: [{ name: 'only', targets: ['a'] }],
      strategy: tier('only'),
      execution: { maxAttempts: 1 },
    })
    const bytes = new TextEncoder().encode(body)
    const call = createUpstreamCall({
      upstreams: [{ name: 'u', dialect: 'openai-chat', baseUrl: 'http://u.test' }],
      request,
      stream: true,
      fetch: async () => new Response(inPieces(bytes), { headers: { 'content-type': type } }),
    })
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const kind = await router.run(request, call, { dialect: httpDialect }).then(
      () => 'served',
      (error: { outcome?: { failure?: { kind?: string } } }) => error.outcome?.failure?.kind ?? String(error),
    )
    await new Promise((resolve) => setTimeout(resolve, 20))
    delay.disable()
    rows.push({ reply, outcome: kind, 'loop kept at most, ms': delay.max / 1e6 })
  }
  print('hostile replies, in pieces of 64 KB', rows)
}

function inPieces(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull: async (controller) => {
      await new Promise((resolve) => setImmediate(resolve))
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.subarray(at, (at += 65_536)))
    },
  })
}
