import type { Server } from 'node:http'
import type { Gateway } from '@signalbox/http'

/** Time for the last bytes of answers that are over to reach their clients. */
const lastBytesMs = 5_000
const sweepMs = 50

/** Takes nothing new, lets what is under way end within `drainMs`, and closes every connection. */
export async function shutDown(server: Server, gateway: Gateway, drainMs: number): Promise<void> {
  const drained = gateway.drain(drainMs)
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection becomes idle only after its last answer has left, and `close` has then looked already.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs)
  await drained
  const force = setTimeout(() => server.closeAllConnections(), lastBytesMs)
  await closed
  clearInterval(sweep)
  clearTimeout(force)
}
