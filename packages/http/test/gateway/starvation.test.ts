import { testStarvation } from '@signalbox/contract-tests'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startGateway } from './start-gateway.ts'

const chunk = (delta: unknown, finish: string | null = null): unknown => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 0,
  model: 'm',
  choices: [{ index: 0, delta, finish_reason: finish }],
})
const frame = Buffer.from(`data: ${JSON.stringify(chunk({ content: 'word '.repeat(3_200) }))}\n\n`)
const answer = JSON.stringify({
  ...(chunk({}) as object),
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'All is well.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 3, total_tokens: 4 },
})
/** Far more than sockets and their buffers hold. */
const streamBytes = 32 * 1024 * 1024

testStarvation('gateway', async () => {
  let written = 0
  let open = 0
  const stream = async (response: ServerResponse): Promise<void> => {
    open++
    let wake = (): void => {}
    response
      .on('drain', () => wake())
      .on('close', () => {
        open--
        wake()
      })
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (let sent = 0; sent < streamBytes && !response.destroyed; sent += frame.length) {
      written += frame.length
      if (!response.write(frame)) await new Promise<void>((resolve) => (wake = resolve))
    }
    response.end(`data: ${JSON.stringify(chunk({}, 'stop'))}\n\ndata: [DONE]\n\n`)
  }
  const provider = createServer(async (request: IncomingMessage, response) => {
    let body = ''
    for await (const bytes of request) body += String(bytes)
    if (body.includes('"endless"')) return stream(response)
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  })
  provider.listen(0, '127.0.0.1')
  await once(provider, 'listening')
  const gateway = await startGateway(`http://127.0.0.1:${(provider.address() as AddressInfo).port}`)
  return {
    url: gateway.url,
    residentBytes: async () => (await gateway.ask()).residentBytes,
    inFlight: async () => (await gateway.ask()).inFlight,
    endlessBytes: () => written,
    endlessStreams: () => open,
    close: async () => {
      await gateway.close()
      provider.closeAllConnections()
      await new Promise((resolve) => provider.close(resolve))
    },
  }
})
