import { collectReply, createUpstreamCall, httpDialect, type HttpPart } from '@signalbox/http'
import assert from 'node:assert/strict'
import { answer, baseUrl, createPolicy, fetch } from './shared/policy.ts'

const router = createPolicy()
const request = { messages: [{ role: 'user', content: 'Translate to French: hello, world' }] } as const
const upstreams = [{ name: 'mock', dialect: 'openai-chat', baseUrl }] as const

const whole = await router.run(request, createUpstreamCall({ upstreams, request, fetch }), { dialect: httpDialect })
assert.equal(collectReply(whole.parts).text, answer)
assert.deepEqual([whole.outcome.kind, whole.outcome.servedBy?.target], ['served', 'second'])

const call = createUpstreamCall({ upstreams, request, fetch, stream: true })
const run = await router.open(request, call, { dialect: httpDialect })
const parts: HttpPart[] = []
for await (const part of run) parts.push(part)
assert.ok(parts.length > 2, 'a stream comes in pieces')
assert.equal(collectReply(parts).text, answer)
assert.equal((await run.outcome).kind, 'served')
