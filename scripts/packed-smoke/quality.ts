import { createUpstreamCall, httpDialect } from '@signalbox/http'
import { openSqliteLedger } from '@signalbox/ledger'
import { areHeld, checkLimits, foldSavings, replay, toReplayPage, withShadow } from '@signalbox/quality'
import { readLedgerPast } from '@signalbox/quality/node'
import assert from 'node:assert/strict'
import { baseUrl, createPolicy, fetch, policyOptions } from './shared/policy.ts'

const file = 'evidence.db'
const ledger = openSqliteLedger({ file })
const policy = policyOptions(ledger)
// A shadow asks nobody whose price is not known; at their makers' the models have one.
const targets = policy.targets.map(({ provider: _, ...target }) => target)
const router = withShadow(createPolicy(ledger), { policy: { ...policy, targets }, share: 1, budgetUsd: 1 })
const request = { messages: [{ role: 'user', content: 'Translate to French: hello, world' }] } as const
const upstreams = [{ name: 'mock', dialect: 'openai-chat', baseUrl }] as const
await router.run(request, createUpstreamCall({ upstreams, request, fetch }), { dialect: httpDialect })
await router.shadow.drain(10_000)
assert.equal(router.shadow.counts().sent, 1)
assert.equal(foldSavings(ledger.outcomes()).requests, 1)
await ledger.close()

const { past, close } = readLedgerPast(file)
const report = await replay({ past, to: { name: 'the same', options: policyOptions() } })
assert.equal(report.total.requests, 1)
assert.equal(areHeld(checkLimits(report, { maxEscalation: 0 })), true)
assert.match(toReplayPage({ report, origin: { command: 'smoke', version: '0', source: file } }), /^<!doctype html>/i)
await close()
