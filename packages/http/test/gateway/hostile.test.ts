import { testHostile } from '@signalbox/contract-tests'
import { createMockProvider, startMockServer } from '@signalbox/mock-providers'
import { startGateway } from './start-gateway.ts'

testHostile('gateway', async () => {
  const provider = createMockProvider({
    name: 'v',
    models: { good: { answer: 'All is well.' }, embedder: { answer: '' } },
  })
  const upstream = await startMockServer(provider)
  const gateway = await startGateway(upstream.url)
  return {
    url: gateway.url,
    upstreamCalls: () => provider.requests.length,
    longestBlockMs: async () => (await gateway.ask()).blockMs,
    ended: gateway.ended,
    close: async () => {
      await gateway.close()
      await upstream.close()
    },
  }
})
