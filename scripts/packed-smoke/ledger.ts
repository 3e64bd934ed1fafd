import { createUpstreamCall, httpDialect } from '@signalbox/http'
import { openSqliteLedger } from '@signalbox/ledger'
import assert from 'node:assert/strict'
import { baseUrl, createPolicy, fetch } from './shared/policy.ts'

const file = 'packed.db'
const ledger = openSqliteLedger({ file })
const router = createPolicy(ledger)
const request = { messages: [{ role: 'user', content: 'Translate to French: hello, world' }] } as const
const upstreams = [{ name: 'mock', dialect: 'openai-chat', baseUrl }] as const
await router.run(request, createUpstreamCall({ upstreams, request, fetch }), { dialect: httpDialect })
await ledger.close()

const kept = openSqliteLedger({ file, readOnly: true })
assert.equal(kept.report().total.requests, 1)
assert.deepEqual(
  [...kept.attempts()].map(({ target, end }) => [target, end]),
  [
    ['first', 'failed'],
    ['second', 'done'],
  ],
)
await kept.close()
