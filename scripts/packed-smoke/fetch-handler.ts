import { createHttpGateway, fetchTransport } from '@signalbox/http'
import assert from 'node:assert/strict'
import { answer, baseUrl, createPolicy, fetch } from './shared/policy.ts'

const upstreams = [{ name: 'mock', dialect: 'openai-chat', baseUrl }] as const
const gateway = createHttpGateway({ router: createPolicy(), upstreams, transport: fetchTransport(fetch) })
const ask = (path: string, body: object): Promise<Response> =>
  gateway.fetch(
    new Request(`http://gateway.test${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
const messages = [{ role: 'user', content: 'Say hello in French' }]

const whole = await ask('/v1/chat/completions', { model: 'auto', messages })
assert.equal(whole.headers.get('x-signalbox-model'), 'z-ai/glm-5.2')
assert.ok((await whole.text()).includes(answer))

const streamed = await ask('/v1/messages', { model: 'auto', max_tokens: 100, messages, stream: true })
const deltas = [...(await streamed.text()).matchAll(/"type":"text_delta","text":"([^"]*)"/g)].map(([, text]) => text)
assert.ok(deltas.length > 1, 'a stream comes in pieces')
assert.equal(deltas.join(''), answer)
