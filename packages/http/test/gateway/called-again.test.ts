import { rememberCall } from '@signalbox/contract-tests'
import type { LastTurn } from '@signalbox/core'
import { createHttpGateway, fetchTransport, type GatewayLogEntry } from '@signalbox/http'
import { createMockFetch, type ModelScript } from '@signalbox/mock-providers'
import { expect, it } from 'vitest'
import { createGatewayWorld, type WorldOptions } from './world.ts'

const messages = [{ role: 'user', content: 'Look for it.' }]
const tools = [{ type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } }]
const calls = (id: string): ModelScript => ({ answer: { toolCalls: [{ id, name: 'look', argumentsJson: '{}' }] } })

/** A gateway whose last call can be made once more. */
function createWorld(options: WorldOptions = {}) {
  const {
    router: own,
    small,
    large,
  } = createGatewayWorld({
    smallScript: calls('call_small'),
    largeScript: calls('call_large'),
    ...options,
  })
  const { router, again } = rememberCall(own)
  const turns: (LastTurn | undefined)[] = []
  const log: GatewayLogEntry[] = []
  const gateway = createHttpGateway({
    router,
    upstreams: [
      { name: 'small', dialect: options.small ?? 'openai-chat', baseUrl: 'http://small.test/v1' },
      { name: 'large', dialect: options.large ?? 'openai-chat', baseUrl: 'http://large.test/v1' },
    ],
    transport: fetchTransport(createMockFetch({ 'http://small.test/v1': small, 'http://large.test/v1': large })),
    before: ({ request }) => void turns.push(request.lastTurn),
    log: (entry) => log.push(entry),
  })
  const post = (body: object, signal?: AbortSignal): Promise<Response> =>
    gateway.fetch(
      new Request('http://gateway.test/v1/chat/completions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'auto', messages, tools, ...body }),
        signal: signal ?? null,
      }),
    )
  return { again, large, turns, log, post }
}

it.each<[boolean, WorldOptions]>([
  [false, {}],
  [true, {}],
  [false, { large: 'anthropic-messages' }],
  [true, { large: 'openai-responses' }],
])('after the answer has ended, streamed %s, to another in %j: nothing of it is changed', async (stream, options) => {
  const { again, large, turns, log, post } = createWorld(options)
  const response = await post({ stream })
  const before = [...response.headers]
  expect(await response.text()).toContain('call_small')
  await expect.poll(() => log.length).toBe(1)
  const logged = JSON.stringify(log)

  const outcome = await again('large')
  expect(outcome).toMatchObject({ kind: 'served', servedBy: { target: 'large' } })
  expect(JSON.stringify(large.requests.at(-1)?.body)).toContain('Look for it.')
  expect([...response.headers]).toEqual(before)
  expect(JSON.stringify(log)).toBe(logged)

  // The turn is still its maker's; the other answer is nobody's.
  const turn = (of: string): object => ({
    messages: [
      ...messages,
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: of, type: 'function', function: { name: 'look', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: of, content: 'found' },
    ],
  })
  await post(turn('call_small'))
  await post(turn('call_large'))
  expect(turns.map((one) => one?.target)).toEqual([undefined, 'small', undefined])
})

it('a client that has left after the last text may be called for once more', async () => {
  const { again, post } = createWorld({ smallScript: { answer: 'short' } })
  const leaving = new AbortController()
  const response = await post({ stream: true }, leaving.signal)
  await response.text()
  leaving.abort()
  expect((await again('large')).kind).toBe('served')
})

it.each<[object, Record<string, string>]>([
  [{ signalbox: { shadow: false } }, {}],
  [{}, { 'x-signalbox-shadow': 'off' }],
])('who wants no shadow is heard by the router: %j %j', async (body, headers) => {
  const { ledger, post } = createGatewayWorld()
  expect((await post('/v1/chat/completions', { model: 'auto', messages, ...body }, headers)).status).toBe(200)
  expect(JSON.parse(ledger.outcomes[0]?.requestJson ?? '')).toMatchObject({ shadow: false })
})
