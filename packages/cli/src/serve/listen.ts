import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { toErrorBody } from '@signalbox/http'
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

const refusals: Readonly<Record<string, readonly [status: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers are larger than 16 KiB.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took longer to arrive than it may.'],
}

/** What is no HTTP is answered all the same, in the shape most clients know; which path was meant nobody can tell. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, message] = refusals[error.code ?? ''] ?? ['400 Bad Request', 'The request is not valid HTTP.']
  const body = JSON.stringify(
    toErrorBody('openai-chat', { status: Number.parseInt(status, 10), message, requestId: '' }),
  )
  const head = `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`
  socket.end(head + body)
}

/** @throws UsageError naming the address and the remedy */
export async function listen(listener: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer(limits, listener)
  server.maxConnections = maxConnections
  server.on('clientError', refuse)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const remedy = remedies[error.code ?? ''] ?? `cannot be opened (${error.code ?? error.message}). Choose another.`
      reject(new UsageError(`Port ${port} on ${host} ${remedy}`))
    })
    server.listen(port, host, resolve)
  })
  return { server, port: (server.address() as AddressInfo).port }
}
