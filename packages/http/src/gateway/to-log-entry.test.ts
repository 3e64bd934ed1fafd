import { createCatalog, createRouter, RouteError, tier, type Outcome } from '@signalbox/core'
import { expect, it } from 'vitest'
import { toLogEntry } from './to-log-entry.ts'

const head = { requestId: 'req_1', method: 'POST', path: '/v1/chat/completions', status: 200, durationMs: 12 }

async function outcomeOf(isServed: boolean): Promise<Outcome> {
  const router = createRouter({
    catalog: createCatalog({
      version: 'test',
      models: [
        {
          id: 'v/m',
          name: 'M',
          vendor: 'v',
          contextTokens: 9_000,
          capabilities: {},
          inputModalities: ['text'],
          outputModalities: ['text'],
          prices: [],
          sources: {},
        },
      ],
    }),
    targets: [{ id: 'one', model: 'v/m' }],
    tiers: [{ name: 'only', targets: ['one'] }],
    strategy: tier('only'),
    execution: { maxRetriesPerTarget: 0 },
  })
  const messages = [{ role: 'user' as const, content: 'a secret prompt' }]
  try {
    const { outcome } = await router.run({ messages, task: 'qa', tenant: 'acme', session: 'session-7' }, () => {
      if (!isServed) throw Object.assign(new Error('a secret of theirs'), { status: 500 })
      return { text: 'a secret answer', finish: { reason: 'stop' } }
    })
    return outcome
  } catch (error) {
    if (error instanceof RouteError) return error.outcome
    throw error
  }
}

it('says who served, and nothing of what was said', async () => {
  const entry = toLogEntry(head, { outcome: await outcomeOf(true) })
  expect(entry).toMatchObject({ outcome: 'served', task: 'qa', tier: 'only', target: 'one', model: 'v/m', attempts: 1 })
  expect(JSON.stringify(entry)).not.toMatch(/secret|acme|session-7/)
})

it('a request that nobody served has kinds for its sentence', async () => {
  const entry = toLogEntry(head, { outcome: await outcomeOf(false), error: 'one: a secret of theirs' })
  expect(entry).toMatchObject({ outcome: 'failed', attempts: 1, target: undefined, error: 'one: server-error 500' })
  expect(JSON.stringify(entry)).not.toContain('secret')
})

it.each([
  ['There is no model.', 'There is no model.'],
  ["role must be one of 'user', 'tool', not 'it's a secret'.", "role must be one of '…'."],
  ['There is no model "a "secret"". Known: auto.', 'There is no model "…". Known: auto.'],
  ["model is 'a\nsecret\n', no more.", "model is '…', no more."],
  ["A client's fault.", "A client's fault."],
])('%j quotes nobody', (error, said) => expect(toLogEntry(head, { error }).error).toBe(said))

it('a client does not say how long it is', () => {
  const entry = toLogEntry({ ...head, path: `/${'a'.repeat(9_999)}` }, { error: 'e'.repeat(9_999) })
  expect(JSON.stringify(entry).length).toBeLessThan(1_000)
})
