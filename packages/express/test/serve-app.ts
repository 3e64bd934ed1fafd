import type { Express } from 'express'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ServedApp {
  readonly url: string
  readonly server: Server
  /** POST of JSON. */
  readonly post: (path: string, body: unknown, init?: RequestInit) => Promise<Response>
  readonly close: () => Promise<void>
}

/** The app on a free port of the loopback. */
export async function serveApp(app: Express): Promise<ServedApp> {
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    server,
    post: (path, body, { headers, ...init } = {}) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...init,
      }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A user's one question. */
export const ask = { model: 'auto', messages: [{ role: 'user', content: 'hi' }] } as const
