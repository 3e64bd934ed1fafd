import type { FailoverAnswer, FaultSurface, FaultWiring } from '@signalbox/contract-tests'
import { createHttpGateway, fetchTransport, type DialectName, type Gateway } from '@signalbox/http'
import { createNodeListener } from '@signalbox/http/node'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readAnswer } from './read-answer.ts'

const paths = {
  'openai-chat': '/v1/chat/completions',
  'openai-responses': '/v1/responses',
  'anthropic-messages': '/v1/messages',
} as const

export interface GatewaySurface extends FaultSurface {
  readonly ask: (wiring: FaultWiring) => Promise<FailoverAnswer>
}

/** The gateway as a client of this dialect meets it: JSON over the wire, and the answer read back. Over sockets, or by its `fetch`. */
export function createGatewaySurface(client: DialectName, over: 'fetch' | 'sockets'): GatewaySurface {
  return {
    name: `gateway, ${client} client`,
    ask: async (wiring) => {
      const { router, upstreams, fetch, maxReplyBytes } = wiring
      const gateway = createHttpGateway({ router, upstreams, transport: fetchTransport(fetch), maxReplyBytes })
      const body = JSON.stringify(toBody(client, wiring))
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
      if (over === 'fetch') {
        const response = await gateway.fetch(new Request(`http://gateway.test${paths[client]}`, init))
        return readAnswer(client, response, wiring.stream)
      }
      const server = await listen(gateway)
      try {
        return await readAnswer(client, await globalThis.fetch(`${server.url}${paths[client]}`, init), wiring.stream)
      } finally {
        await server.close()
      }
    },
  }
}

function toBody(client: DialectName, { request, stream }: FaultWiring): Readonly<Record<string, unknown>> {
  const { task, messages } = request
  const common = { model: 'auto', ...(stream && { stream }), signalbox: { task } }
  if (client === 'openai-responses') return { ...common, input: messages }
  if (client === 'anthropic-messages') return { ...common, messages, max_tokens: 4_096 }
  return { ...common, messages, ...(stream && { stream_options: { include_usage: true } }) }
}

async function listen(gateway: Gateway): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(createNodeListener(gateway))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
