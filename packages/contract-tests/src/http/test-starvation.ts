import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, jsonOf, post } from './hostile-request.ts'
import { sendBytes } from './send-bytes.ts'

/** A running server in a process of its own. Its model `v/endless` streams more than anybody reads, `auto` answers at once. */
export interface StarvableServer {
  readonly url: string
  /** Memory of its process, bytes. */
  readonly residentBytes: () => Promise<number>
  /** Requests it has in hand. */
  readonly inFlight: () => Promise<number>
  /** Bytes that its provider has been able to write into endless streams. */
  readonly endlessBytes: () => number
  /** Endless streams that its provider still has open. */
  readonly endlessStreams: () => number
  readonly close: () => Promise<void>
}

const senders = 200
const readers = 100
const honest = 100
const growthLimitBytes = 64 * 1024 * 1024
/** Of the 32 MB that are on offer; what a process has in hand for one stream, on both sides, is below one. */
const bytesPerReader = 1.5 * 1024 * 1024
const readBytes = 4 * 1024 * 1024
const headOf = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.indexOf('\r\n\r\n') + 4)

/** Clients that send or read too slowly, in numbers: honest ones are served all the same, and memory stays bounded. */
export function testStarvation(name: string, open: () => Promise<StarvableServer>): void {
  describe(`${name}, slow clients`, () => {
    let server: StarvableServer
    const sockets: Socket[] = []
    const dial = (): Socket => {
      const { hostname, port } = new URL(server.url)
      const socket = connect(Number(port), hostname).on('error', () => {})
      sockets.push(socket)
      return socket
    }
    const serveHonest = async (): Promise<number> => {
      let served = 0
      for (let turn = 0; turn < honest / 10; turn++) {
        const bytes = post('honest', endpoints['openai-chat'], jsonOf('openai-chat')).bytes()
        const replies = await Promise.all(Array.from({ length: 10 }, () => sendBytes(server.url, bytes, 10_000)))
        served += replies.filter(({ status }) => status === 200).length
      }
      return served
    }
    beforeAll(async () => {
      server = await open()
      await serveHonest()
    })
    afterAll(async () => {
      for (const socket of sockets) socket.destroy()
      await server.close()
    })

    it('senders of a byte now and then: others are served, the slow ones are cut', { timeout: 30_000 }, async () => {
      const before = await server.residentBytes()
      const bytes = post('slow', endpoints['openai-chat'], jsonOf('openai-chat')).bytes()
      const body = headOf(bytes).length
      let cut = 0
      const drips = Array.from({ length: senders }, (_, n) => {
        const socket = dial()
        socket.resume()
        // Half of them are slow from the first byte, half from the first byte of the body.
        let sent = n % 2 === 0 ? 0 : body
        socket.write(bytes.subarray(0, sent))
        const drip = setInterval(() => socket.write(bytes.subarray(sent, ++sent)), 250)
        return new Promise<void>((resolve) =>
          socket.on('close', () => {
            clearInterval(drip)
            cut++
            resolve()
          }),
        )
      })
      expect(await serveHonest()).toBe(honest)
      expect((await server.residentBytes()) - before).toBeLessThan(growthLimitBytes)
      await Promise.all(drips)
      expect(cut).toBe(senders)
      expect(await serveHonest()).toBe(honest)
    })

    it('readers that never read: others are served, providers are held back', { timeout: 30_000 }, async () => {
      const bytes = post(
        'endless',
        endpoints['openai-chat'],
        jsonOf('openai-chat', { model: 'v/endless', stream: true }),
      ).bytes()
      // The same streams read: what then comes on top is what it costs that nobody reads.
      await Promise.all(Array.from({ length: readers }, () => readSome(dial(), bytes)))
      await until(() => server.endlessStreams() === 0)
      const before = await server.residentBytes()
      for (let n = 0; n < readers; n++) dial().pause().write(bytes)
      await until(() => server.endlessStreams() === readers)
      expect(await serveHonest()).toBe(honest)
      await until(isStill(server.endlessBytes))
      expect(await serveHonest()).toBe(honest)
      expect((await server.residentBytes()) - before).toBeLessThan(readers * bytesPerReader)
      for (const socket of sockets) socket.destroy()
      await until(async () => server.endlessStreams() === 0 && (await server.inFlight()) === 0)
    })
  })
}

/** Reads as much as sockets hold when nobody reads, and leaves. */
function readSome(socket: Socket, bytes: Buffer): Promise<void> {
  socket.write(bytes)
  return new Promise((resolve) => {
    let size = 0
    socket.on('close', () => resolve())
    socket.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > readBytes) socket.destroy()
    })
  })
}

/** True when a number is the same as a moment ago. */
function isStill(read: () => number): () => boolean {
  let last = -1
  return () => {
    const now = read()
    const isSame = now === last
    last = now
    return isSame
  }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 200))
}
