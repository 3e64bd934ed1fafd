import { catalog } from '@signalbox/catalog'
import { createRouter, RouteError, tier, type Outcome } from '@signalbox/core'
import type { GatewayLogEntry } from '@signalbox/http'
import { expect, it } from 'vitest'
import { toRequestLine } from './request-log.ts'

const entry: GatewayLogEntry = {
  requestId: 'req_1',
  method: 'POST',
  path: '/v1/chat/completions',
  status: 200,
  durationMs: 12.3456,
}

async function outcomeOf(isServed: boolean): Promise<Outcome> {
  const router = createRouter({
    catalog,
    targets: [
      {
        id: 'one',
        model: 'deepseek/deepseek-v4-pro',
        prices: {
          provider: 'deepseek',
          periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: 1, outputPerMillionUsd: 2 }] }],
        },
      },
    ],
    tiers: [{ name: 'only', targets: ['one'] }],
    strategy: tier('only'),
    execution: { maxRetriesPerTarget: 0 },
  })
  try {
    const request = {
      messages: [{ role: 'user' as const, content: 'a secret prompt' }],
      task: 'qa',
      tenant: 'acme',
      session: 'session-7',
    }
    const { outcome } = await router.run(request, () => {
      if (!isServed) throw Object.assign(new Error('a secret of theirs'), { status: 500 })
      return { text: 'a secret answer', usage: { inputTokens: 1_000, outputTokens: 500 }, finish: { reason: 'stop' } }
    })
    return outcome
  } catch (error) {
    if (error instanceof RouteError) return error.outcome
    throw error
  }
}

it('says who served, at what cost, and nothing of what was said', async () => {
  const line = toRequestLine({ ...entry, outcome: await outcomeOf(true) })
  expect(line).toEqual({
    level: 'info',
    message: 'request',
    fields: {
      requestId: 'req_1',
      method: 'POST',
      path: '/v1/chat/completions',
      status: 200,
      ms: 12.3,
      outcome: 'served',
      task: 'qa',
      tier: 'only',
      target: 'one',
      model: 'deepseek/deepseek-v4-pro',
      attempts: 1,
      escalated: false,
      costUsd: 0.002,
      error: undefined,
    },
  })
  expect(JSON.stringify(line)).not.toMatch(/secret|acme|session-7/)
})

it('a request that nobody served has its outcome and one sentence', async () => {
  const outcome = await outcomeOf(false)
  const line = toRequestLine({ ...entry, status: 502, outcome, error: 'one: a secret of theirs' })
  expect(line).toMatchObject({
    level: 'error',
    fields: { outcome: 'failed', attempts: 1, error: 'one: server-error 500' },
  })
  expect(line.fields).toMatchObject({ target: undefined, model: undefined })
  expect(JSON.stringify(line)).not.toContain('secret')
})

it('what was refused before anybody was asked has its own sentence', () => {
  expect(toRequestLine({ ...entry, status: 400, error: 'There is no model.' }).fields).toMatchObject({
    error: 'There is no model.',
  })
})

it.each([
  ["role must be one of 'user', 'tool', not 'it's a secret'.", "role must be one of '…'."],
  ['There is no model "a "secret"". Known: auto.', 'There is no model "…". Known: auto.'],
  ["model is 'a\nsecret\n', no more.", "model is '…', no more."],
  ["A client's fault.", "A client's fault."],
])('%j quotes nobody', (error, said) => {
  expect(toRequestLine({ ...entry, status: 400, error }).fields['error']).toBe(said)
})

it.each<[string, Partial<GatewayLogEntry>, string]>([
  ['served', {}, 'info'],
  ["a client's fault", { status: 404 }, 'warn'],
  ['our fault', { status: 503 }, 'error'],
  ['a look at how it is', { method: 'GET', path: '/healthz' }, 'debug'],
  ['metrics without a token', { method: 'GET', path: '/metrics', status: 401 }, 'warn'],
])('%s has a level', (_, more, level) => expect(toRequestLine({ ...entry, ...more }).level).toBe(level))

it('a stream that broke is grave, whatever its status says', async () => {
  const outcome: Outcome = { ...(await outcomeOf(true)), kind: 'broken' }
  expect(toRequestLine({ ...entry, outcome }).level).toBe('error')
})

it('a client does not say how long a line is', () => {
  const line = toRequestLine({ ...entry, path: `/${'a'.repeat(9_999)}`, error: 'e'.repeat(9_999) })
  expect(JSON.stringify(line).length).toBeLessThan(1_000)
})
