import { createGateway } from '@signalbox/express'
import { startMockServer } from '@signalbox/mock-providers'
import express from 'express'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { answer, createPolicy, provider } from './shared/policy.ts'

const upstream = await startMockServer(provider)
const upstreams = [{ name: 'mock', dialect: 'openai-chat', baseUrl: `${upstream.url}/v1` }] as const
const app = express()
const gateway = createGateway({ router: createPolicy(), upstreams })
app.use('/v1', gateway)
const server = app.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo

const response = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ model: 'auto', stream: true, messages: [{ role: 'user', content: 'Say hello in French' }] }),
})
assert.equal(response.headers.get('x-signalbox-attempts'), '2')
const frames = (await response.text()).split('\n\n').filter((frame) => frame.startsWith('data: {'))
const deltas = frames.map((frame) => (JSON.parse(frame.slice(6)) as Chunk).choices[0]?.delta.content ?? '')
assert.ok(deltas.length > 2, 'a stream comes in pieces')
assert.equal(deltas.join(''), answer)

await gateway.drain(1_000)
server.close()
server.closeAllConnections()
await upstream.close()

interface Chunk {
  readonly choices: readonly { readonly delta: { readonly content?: string } }[]
}
