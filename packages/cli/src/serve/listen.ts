import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UsageError } from '../usage-error.ts'

export interface Listening {
  readonly server: Server
  readonly port: number
}

/** Who sends slower than this is let go; who keeps a connection for the next request outlives the idle time of usual proxies (60 s). */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 75_000,
  maxHeaderSize: 16 * 1024,
}
/** More than this process has memory and descriptors for in usual settings. */
const maxConnections = 8_192

const remedies: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use. Stop what listens there, or choose another with --port.',
  EACCES: 'may not be opened by this user. Choose one above 1023 with --port.',
  EADDRNOTAVAIL: 'is no address of this machine. Choose another with --host.',
  ENOTFOUND: 'is no address of this machine. Choose another with --host.',
}

/** @throws UsageError naming the address and the remedy */
export async function listen(listener: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer(limits, listener)
  server.maxConnections = maxConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const remedy = remedies[error.code ?? ''] ?? `cannot be opened (${error.code ?? error.message}). Choose another.`
      reject(new UsageError(`Port ${port} on ${host} ${remedy}`))
    })
    server.listen(port, host, resolve)
  })
  return { server, port: (server.address() as AddressInfo).port }
}
