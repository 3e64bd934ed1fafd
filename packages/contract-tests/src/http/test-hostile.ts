import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, jsonOf, post, type HostileRequest } from './hostile-request.ts'
import { hostileRequests } from './hostile-requests.ts'
import { sendBytes, type ByteReply } from './send-bytes.ts'
import { soundBodies } from './wrong-types.ts'

/** A running server, in a process of its own, whose providers the test can see. It serves `v/embedder` and at least one chat model. */
export interface HttpUnderTest {
  readonly url: string
  /** Calls its providers have had so far, all at their configured addresses. */
  readonly upstreamCalls: () => number
  /** The longest its event loop stood still since this was last asked, ms. */
  readonly longestBlockMs: () => Promise<number>
  /** undefined: it is running. */
  readonly ended: () => string | undefined
  readonly close: () => Promise<void>
}

const limitMs = 1_000
const blockLimitMs = 50
const healthy = post('healthy', endpoints['openai-chat'], jsonOf('openai-chat'))

/**
 * Sends every hostile request, one after another: each is refused in the client's dialect within a second, the event loop is never kept
 * for 50 ms, and a healthy request is served right after.
 */
export function testHostile(name: string, open: () => Promise<HttpUnderTest>): void {
  describe(`${name}, hostile requests`, () => {
    let server: HttpUnderTest
    beforeAll(async () => {
      server = await open()
    })
    afterAll(() => server.close())

    it.each(soundBodies.map((request) => [request.name, request] as const))('%s: served', async (_name, request) => {
      const { status, body } = await sendBytes(server.url, request.bytes(), limitMs)
      expect({ status, error: status === 200 ? '' : body }).toEqual({ status: 200, error: '' })
    })

    it.each(hostileRequests.map((request) => [request.expects, request.name, request] as const))(
      '%s: %s',
      async (_expects, _name, request) => {
        const problem = await problemOf(server, request)
        // Slow once may be the machine's fault; three times alone is not.
        if (problem?.isOfTime !== true) return expect(problem?.text).toBeUndefined()
        for (let turn = 0; turn < 3; turn++) if ((await problemOf(server, request)) === undefined) return
        expect(problem.text).toBeUndefined()
      },
    )
  })
}

interface Problem {
  readonly text: string
  readonly isOfTime: boolean
}

async function problemOf(server: HttpUnderTest, request: HostileRequest): Promise<Problem | undefined> {
  const bytes = request.bytes()
  const calls = server.upstreamCalls()
  await server.longestBlockMs()
  let reply: ByteReply
  try {
    reply = await sendBytes(server.url, bytes, limitMs)
  } catch (error) {
    return { text: server.ended() ?? String(error), isOfTime: server.ended() === undefined }
  }
  const blockMs = await server.longestBlockMs()
  const called = server.upstreamCalls() - calls
  const wrong = server.ended() ?? answerProblem(request, reply, called) ?? (await healthProblem(server))
  if (wrong !== undefined) return { text: wrong, isOfTime: false }
  if (blockMs > blockLimitMs)
    return { text: `the event loop stood still for ${Math.round(blockMs)} ms`, isOfTime: true }
  return undefined
}

function answerProblem({ expects, dialect }: HostileRequest, reply: ByteReply, called: number): string | undefined {
  const { status, headers, body, text } = reply
  const told = `${status ?? 'closed'}: ${body.slice(0, 300)}`
  if (headers['x-injected'] !== undefined || headers['set-cookie'] !== undefined)
    return `a header was injected: ${text}`
  if (expects === 'ignored' && status === 200) return called <= 1 ? undefined : `${called} calls to providers, ${told}`
  if (called > 0) return `a provider was asked, ${told}`
  if (expects === 'unread' && status === undefined) return undefined
  if (status === undefined || status < 400 || status > 499) return `no 4xx but ${told}`
  // What Node's parser refuses has no dialect yet.
  if (expects === 'unread' && !headers['content-type']?.includes('json')) return undefined
  return errorProblem(dialect, body)
}

function errorProblem(dialect: HostileRequest['dialect'], body: string): string | undefined {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return `the error is no JSON: ${body.slice(0, 300)}`
  }
  const text = expect.stringMatching(/./) as unknown
  const orNull = expect.toSatisfy((value) => value === null || typeof value === 'string') as unknown
  const shape =
    dialect === 'anthropic'
      ? { type: 'error', error: { type: text, message: text } }
      : { error: { message: text, type: text, param: orNull, code: orNull } }
  try {
    expect(json).toMatchObject(shape)
  } catch {
    return `the error is not in the client's dialect: ${body.slice(0, 300)}`
  }
  return body.length > 4_096 ? `the error says too much: ${body.length} characters` : undefined
}

async function healthProblem({ url }: HttpUnderTest): Promise<string | undefined> {
  const { status, body } = await sendBytes(url, healthy.bytes(), 5_000)
  return status === 200 ? undefined : `a healthy request right after got ${status ?? 'nothing'}: ${body.slice(0, 300)}`
}
