import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'undici'
import { toChatBody } from './chat-request.ts'
import type { Subject } from './subject.ts'

/** One answer; milliseconds since the request was sent. */
export interface Sample {
  readonly isWhole: boolean
  readonly firstMs: number
  readonly endMs: number
}

export interface LoadOptions {
  readonly connections: number
  readonly isStream: boolean
  /** No request begins later. */
  readonly durationMs: number
  /** The connections begin one after another within this time. Default: all at once. */
  readonly rampMs?: number | undefined
  /** Requests each connection makes at most. Default: as many as the time allows. */
  readonly requests?: number | undefined
}

export interface LoadResult {
  readonly samples: readonly Sample[]
  readonly seconds: number
}

/** Each connection asks again as soon as it has its answer. */
export async function load(subject: Subject, options: LoadOptions): Promise<LoadResult> {
  const { connections, isStream, durationMs, rampMs = 0, requests = Infinity } = options
  const body = toChatBody(subject.model, isStream)
  const samples: Sample[] = []
  const start = performance.now()
  const one = async (index: number): Promise<void> => {
    if (rampMs > 0) await sleep((rampMs * index) / connections)
    const client = new Client(subject.origin, { headersTimeout: 30_000, bodyTimeout: 30_000 })
    for (let count = 0; count < requests && performance.now() - start < durationMs; count++)
      samples.push(await ask(client, subject, body, isStream))
    await client.close()
  }
  await Promise.all(Array.from({ length: connections }, (_, index) => one(index)))
  return { samples, seconds: (performance.now() - start) / 1_000 }
}

const firstWord = Buffer.from('word ')
const streamEnd = Buffer.from('data: [DONE]')

/** Dispatches by hand: a client must cost less than what it measures. */
function ask(client: Client, subject: Subject, body: string, isStream: boolean): Promise<Sample> {
  return new Promise((resolve) => {
    const start = performance.now()
    let status = 0
    let firstMs = 0
    let last: Buffer = Buffer.alloc(0)
    const finish = (isWhole: boolean): void => resolve({ isWhole, firstMs, endMs: performance.now() - start })
    client.dispatch(
      {
        path: '/v1/chat/completions',
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer bench', ...subject.headers },
        body,
      },
      {
        onRequestStart: () => {},
        onResponseStart: (_, code) => void (status = code),
        onResponseData: (_, chunk) => {
          if (firstMs === 0 && chunk.includes(firstWord)) firstMs = performance.now() - start
          last = chunk
        },
        onResponseEnd: () => finish(status === 200 && firstMs > 0 && (!isStream || last.includes(streamEnd))),
        onResponseError: () => finish(false),
      },
    )
  })
}
