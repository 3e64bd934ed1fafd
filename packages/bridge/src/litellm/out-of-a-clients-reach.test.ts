import type { Decision } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { createLitellmCarrier } from './litellm-carrier.ts'

const call = {
  dialect: 'openai-chat',
  target: { id: 'a', model: 'v/a' },
  alternates: [],
  fields: {},
  fieldsOf: () => ({}),
  request: { messages: [] },
  decision: { requestId: 'r' } as Decision,
} as const

describe('what a client cannot make the proxy do', () => {
  it.each([
    // As LiteLLM 1.106.12 answers: 408, the same (not tried), 500 (sent to /v1/messages of an OpenAI host), 429. Each opens a breaker for everybody (invariant 6).
    ['timeout', 0.0001],
    ['stream_timeout', 0.0001],
    ['custom_llm_provider', 'anthropic'],
    ['specific_deployment', true],
  ])('%s', (name, value) => {
    expect(createLitellmCarrier().toBody({ model: 'a', [name]: value }, call)).not.toHaveProperty(name)
  })
})

it('its tags stand where its /responses looks for them, and a provider is told of no request id', () => {
  const body = createLitellmCarrier().toBody(
    { model: 'a' },
    { ...call, dialect: 'openai-responses', request: { messages: [], tags: { team: 'x' } } },
  )
  expect(body).toHaveProperty('litellm_metadata.tags', ['team:x'])
  expect(body).not.toHaveProperty('metadata')
})
