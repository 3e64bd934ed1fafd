import { createMockFetch, createMockLitellm, createMockProvider } from '@signalbox/mock-providers'
import { describe, expect, it } from 'vitest'
import { readLitellmProxy } from './read-litellm-proxy.ts'

const baseUrl = 'http://proxy.test:4000/v1'
const readiness = { status: 'healthy', db: 'connected' }
const list = { object: 'list', data: [{ id: 'chat' }, { id: 'openai/*' }] }

/** Answers by path; what is not there is a 404. */
function answers(bodies: Readonly<Record<string, unknown>>): typeof globalThis.fetch {
  return async (url) => {
    const body = bodies[new URL(String(url)).pathname]
    if (body instanceof Response) return body.clone()
    return body === undefined ? Response.json({ detail: 'Not Found' }, { status: 404 }) : Response.json(body)
  }
}

describe('a LiteLLM proxy', () => {
  it('is read, from the flavour of the mock providers', async () => {
    const provider = createMockProvider({ name: 'one', models: { m: { answer: 'Hi' } } })
    const proxy = createMockLitellm({
      masterKey: 'sk-m',
      deployments: [{ group: 'chat', model: 'openai/m', provider }],
    })
    const fetch = createMockFetch({ 'http://proxy.test:4000': proxy })
    expect(await readLitellmProxy({ baseUrl, apiKey: 'sk-m', fetch })).toEqual({
      version: '1.106.12',
      database: 'Not connected',
      models: ['chat'],
    })
    await expect(readLitellmProxy({ baseUrl, apiKey: 'sk-wrong', fetch })).rejects.toThrow(
      /proxy\.test:4000\/v1\/models\S* answered 401.*Check the key/,
    )
  })

  it.each<[string, Record<string, unknown>, string | undefined]>([
    ['to those with a key', { '/health/readiness/details': { ...readiness, litellm_version: '1.106.12' } }, '1.106.12'],
    ['to everybody, by an old one', { '/health/readiness': { ...readiness, litellm_version: '1.40.0' } }, '1.40.0'],
    ['to nobody', {}, undefined],
  ])('tells its version %s', async (_, more, version) => {
    const fetch = answers({ '/health/readiness': readiness, '/v1/models': list, ...more })
    expect(await readLitellmProxy({ baseUrl, fetch })).toEqual({
      version,
      database: 'connected',
      models: ['chat', 'openai/*'],
    })
  })

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'is shutting down',
      { '/health/readiness': Response.json({ status: 'shutting_down' }, { status: 503 }) },
      /http:\/\/proxy\.test:4000\/health\/readiness answered 503\. Try again later/,
    ],
    [
      'is a web page',
      { '/health/readiness': new Response('<p>', { headers: { 'content-type': 'text/html' } }) },
      /text\/html, which is not JSON\. Check the address/,
    ],
    ['has no models', { '/health/readiness': readiness }, /v1\/models\S* answered 404\. Check the address/],
    [
      'is another API',
      { '/health/readiness': readiness, '/v1/models': { models: [] } },
      /JSON of another kind\. Check the address/,
    ],
  ])('that %s is an error with address and remedy', (_, bodies, says) =>
    expect(readLitellmProxy({ baseUrl, fetch: answers(bodies) })).rejects.toThrow(says),
  )
})
