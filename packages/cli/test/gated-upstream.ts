import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A provider whose stream stops after its first words, until it is told to go on. */
export interface GatedUpstream {
  readonly baseUrl: string
  readonly goOn: () => void
  readonly close: () => Promise<void>
}

export async function startGatedUpstream(): Promise<GatedUpstream> {
  let goOn = (): void => {}
  const gate = new Promise<void>((resolve) => (goOn = resolve))
  const send = (response: ServerResponse, choice: unknown, more: object = {}): void => {
    const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [choice], ...more }
    response.write(`data: ${JSON.stringify(chunk)}\n\n`)
  }
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    send(response, { index: 0, delta: { role: 'assistant', content: 'first ' }, finish_reason: null })
    void gate.then(() => {
      send(response, { index: 0, delta: { content: 'last' }, finish_reason: null })
      const usage = { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 }
      send(response, { index: 0, delta: {}, finish_reason: 'stop' }, { usage })
      response.end('data: [DONE]\n\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    goOn,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
