import { createCatalog, createRouter, tier, type ModelCard } from '@signalbox/core'
import { createHttpGateway } from '@signalbox/http'
import { createNodeListener, undiciTransport } from '@signalbox/http/node'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { ProcessNews } from './start-gateway.ts'

/** A gateway in a process of its own: started by start-gateway.ts, told by messages to say how it is. */
const [upstreamUrl = ''] = process.argv.slice(2)

const card = (id: string, more: Partial<ModelCard> = {}): ModelCard => ({
  id,
  name: id,
  vendor: 'v',
  contextTokens: 10_000_000,
  maxOutputTokens: 10_000_000,
  capabilities: { tools: true, jsonSchema: true, jsonMode: true, logprobs: true },
  inputModalities: ['text', 'image', 'audio', 'file'],
  outputModalities: ['text'],
  licence: 'MIT',
  openWeights: true,
  jurisdiction: 'EU',
  prices: [
    {
      provider: 'v',
      periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: 0.1, outputPerMillionUsd: 0.1 }] }],
    },
  ],
  sources: {},
  ...more,
})
const router = createRouter({
  catalog: createCatalog({
    version: 'test',
    models: [card('v/good'), card('v/endless'), card('v/embedder', { outputModalities: ['embedding'] })],
  }),
  targets: ['good', 'endless', 'embedder'].map((id) => ({ id, model: `v/${id}`, provider: 'v', upstream: 'u' })),
  tiers: [{ name: 'economy', targets: ['good'] }],
  strategy: tier('economy'),
  execution: { idleReaderMs: 600_000 },
})
const gateway = createHttpGateway({
  router,
  upstreams: [{ name: 'u', dialect: 'openai-chat', baseUrl: `${upstreamUrl}/v1` }],
  transport: undiciTransport(),
})
const server = createServer(
  { headersTimeout: 2_000, requestTimeout: 3_000, connectionsCheckingInterval: 500 },
  createNodeListener(gateway),
)
const delay = monitorEventLoopDelay({ resolution: 1 })
const tell = (news: ProcessNews): void => void process.send?.(news)

server.listen(0, '127.0.0.1', () => {
  delay.enable()
  tell({ port: (server.address() as AddressInfo).port })
})
process.on('message', () => {
  const blockMs = delay.max / 1e6
  delay.reset()
  tell({ blockMs, residentBytes: process.memoryUsage.rss(), inFlight: gateway.inFlight() })
})
process.on('disconnect', () => process.exit())
