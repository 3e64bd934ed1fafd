import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Fault } from './fault.ts'
import type { MockProvider } from './mock-provider.ts'
import { ConnectionCut } from './mock-result.ts'

export interface MockServer {
  /** `http://127.0.0.1:PORT` (https with TLS), without `/v1`. */
  readonly url: string
  readonly port: number
  readonly close: () => Promise<void>
}

export interface MockServerOptions {
  /** Default: any free one. */
  readonly port?: number | undefined
  /** Default 127.0.0.1. */
  readonly host?: string | undefined
  /** Serves TLS with this certificate. */
  readonly tls?: { readonly key: string; readonly cert: string } | undefined
}

const bodyLimitBytes = 32 * 1024 * 1024

/** Serves a mock provider over a real socket. @throws Error naming the port when it is taken */
export async function startMockServer(provider: MockProvider, options: MockServerOptions = {}): Promise<MockServer> {
  const { port = 0, host = '127.0.0.1' } = options
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    answer(provider, request, response).catch(() => response.destroy())
  }
  const server = options.tls === undefined ? createServer(onRequest) : createTlsServer(options.tls, onRequest)
  server.keepAliveTimeout = 30_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} on ${host} is in use. Stop what listens there, or choose another port.`, {
              cause: error,
            })
          : error,
      ),
    )
    server.listen(port, host, resolve)
  })
  const actual = (server.address() as AddressInfo).port
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://${host}:${actual}`,
    port: actual,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(provider: MockProvider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const controller = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyLimitBytes) return void response.writeHead(413).end()
    chunks.push(chunk)
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  const result = await provider.handle(
    request.method ?? 'GET',
    request.url ?? '/',
    headers,
    Buffer.concat(chunks).toString('utf8'),
    controller.signal,
  )
  if (result.kind === 'silence') return
  if (result.kind === 'reset') {
    request.socket.resetAndDestroy()
    return
  }
  if (result.kind === 'unreachable') return void request.socket.destroy()
  if (result.kind === 'raw') return sendRaw(result.fault, request)
  if (typeof result.body === 'string') {
    response
      .writeHead(result.status, { ...result.headers, 'content-length': Buffer.byteLength(result.body) })
      .end(result.body)
    return
  }
  response.writeHead(result.status, result.headers)
  response.flushHeaders()
  try {
    let wake: (() => void) | undefined
    for (const event of ['drain', 'close']) response.on(event, () => wake?.())
    for await (const frame of result.body) {
      if (controller.signal.aborted) return
      if (!response.write(frame)) await new Promise<void>((resolve) => (wake = resolve))
    }
    response.end()
  } catch (error) {
    if (error instanceof ConnectionCut) response.socket?.resetAndDestroy()
    else response.destroy()
  }
}

/** Past the server's own writing of replies: the bytes are the script's, head included. */
async function sendRaw(
  { chunks, everyMs = 0, atEnd }: Extract<Fault, { kind: 'raw' }>,
  { socket }: IncomingMessage,
): Promise<void> {
  for (const chunk of chunks) {
    if (socket.destroyed) return
    socket.write(chunk)
    if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
  if (atEnd === 'end') socket.end()
  if (atEnd === 'reset') socket.resetAndDestroy()
}
