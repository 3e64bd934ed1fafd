import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp, type AppOptions } from './create-app.ts'

export interface RunningDesk {
  readonly url: string
  /** Takes nothing new, lets what is under way end within `drainMs`, then closes what is left. */
  readonly stop: (drainMs?: number) => Promise<void>
}

const idleSweepMs = 50

/** The help desk on 127.0.0.1. Port 0: any free one. @throws Error when the port is taken */
export async function startDesk(options: AppOptions, port: number): Promise<RunningDesk> {
  const { app, gateway } = createApp(options)
  const server = createServer(app).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const stop = async (drainMs = 10_000): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    // A connection kept alive becomes idle only after the answer it was open for.
    const sweep = setInterval(() => server.closeIdleConnections(), idleSweepMs)
    const limit = setTimeout(() => server.closeAllConnections(), drainMs)
    await Promise.all([closed, gateway.drain(drainMs)])
    clearInterval(sweep)
    clearTimeout(limit)
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}
