import { connect } from 'node:net'

/** What came back before the connection was closed. */
export interface ByteReply {
  /** undefined = closed without an answer. */
  readonly status: number | undefined
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** With chunks put together. */
  readonly body: string
  /** All of it, head included. */
  readonly text: string
}

/** Sends bytes as they are over a socket of their own and reads until the server closes it. @throws Error when that takes longer than `timeoutMs` */
export function sendBytes(url: string, bytes: Uint8Array, timeoutMs: number): Promise<ByteReply> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const received: Buffer[] = []
    const socket = connect(Number(port), hostname)
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error(`no end after ${timeoutMs} ms; so far: ${textOf(received).slice(0, 500)}`))
    }, timeoutMs)
    socket.on('connect', () => socket.write(bytes))
    socket.on('data', (chunk: Buffer) => void received.push(chunk))
    // A server that stops reading may reset the connection: what it has said before counts.
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(toReply(textOf(received)))
    })
  })
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('latin1')
}

function toReply(text: string): ByteReply {
  const end = text.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = text.slice(0, Math.max(0, end)).split('\r\n')
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1])
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  if (status === 100) return toReply(text.slice(end + 4))
  const sent = end < 0 ? '' : text.slice(end + 4)
  const body = headers['transfer-encoding'] === 'chunked' ? unchunk(sent) : sent
  return {
    status: Number.isNaN(status) ? undefined : status,
    headers,
    body: Buffer.from(body, 'latin1').toString('utf8'),
    text,
  }
}

function unchunk(text: string): string {
  let whole = ''
  for (let at = 0; at < text.length;) {
    const lineEnd = text.indexOf('\r\n', at)
    const size = Number.parseInt(text.slice(at, lineEnd), 16)
    if (lineEnd < 0 || !(size > 0)) break
    whole += text.slice(lineEnd + 2, lineEnd + 2 + size)
    at = lineEnd + 2 + size + 2
  }
  return whole
}
