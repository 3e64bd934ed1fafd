import { createFakeClock } from '@signalbox/core/testing'
import { ModelsListResponse$inboundSchema } from '@openrouter/sdk/models'
import { describe, expect, it } from 'vitest'
import { auto, entry, listBody, nova, novaFree, sonnet } from './fixtures/sample-models.ts'
import { scriptedFetch, silentFetch } from './fixtures/scripted-fetch.ts'
import type { SavedModelList } from './model-list-cache.ts'
import { createModelList, type ModelListOptions } from './read-openrouter-models.ts'

const hourMs = 3_600_000
const body = listBody(sonnet, nova, novaFree, auto)
const good = (etag?: string): Response => Response.json(body, { headers: etag === undefined ? {} : { etag } })

const reader = (options: ModelListOptions) => {
  const clock = createFakeClock()
  return { clock, list: createModelList({ clock, ...options }) }
}

describe('the shape', () => {
  it('is what the types of their SDK say: ModelsListResponse', () => {
    expect(ModelsListResponse$inboundSchema.safeParse(body).error).toBeUndefined()
  })
})

describe('a list', () => {
  it('is read once and served by age', async () => {
    const { fetch, requests } = scriptedFetch(good('"a"'))
    const { clock, list } = reader({ fetch, apiKey: 'sk-or-1' })
    const first = await list.read()
    expect(first).toMatchObject({
      source: 'https://openrouter.ai/api/v1/models',
      fetchedAtMs: clock.nowMs(),
      etag: '"a"',
      isStale: false,
      leftOut: {},
    })
    expect(first.models.map(({ id }) => id)).toEqual([
      'anthropic/claude-sonnet-4.6',
      'some-lab/nova-mini',
      'some-lab/nova-mini:free',
      'openrouter/auto',
    ])
    await clock.advance(hourMs)
    expect((await list.read()).models).toBe(first.models)
    expect(requests).toHaveLength(1)
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer sk-or-1')
  })

  it('needs no key', async () => {
    const { fetch, requests } = scriptedFetch(good())
    await reader({ fetch }).list.read()
    expect(requests[0]?.headers.has('authorization')).toBe(false)
  })

  it('is renewed by a 304 for its ETag', async () => {
    const { fetch, requests } = scriptedFetch(good('W/"7"'), new Response(null, { status: 304 }))
    const { clock, list } = reader({ fetch })
    const { models } = await list.read()
    await clock.advance(hourMs + 1)
    expect(await list.read()).toMatchObject({ fetchedAtMs: clock.nowMs(), etag: 'W/"7"', isStale: false, models })
    await clock.advance(hourMs)
    await list.read()
    expect(requests.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, 'W/"7"'])
  })

  it('is asked for once by many at a time', async () => {
    const { fetch, requests } = scriptedFetch(good())
    const { list } = reader({ fetch })
    const [one, two] = await Promise.all([list.read(), list.read()])
    expect(one).toBe(two)
    expect(requests).toHaveLength(1)
  })

  it('leaves out what it cannot read, and counts it by field', async () => {
    const bad = [
      entry('no-slash'),
      entry('a/b', { pricing: { prompt: true } }),
      entry('a/c', { pricing: undefined }),
      entry('a/d', { context_length: '8k' }),
      entry('a/e', { context_length: 'much' }),
      null,
      nova,
    ]
    const { fetch } = scriptedFetch(Response.json(listBody(nova, ...bad)))
    const { models, leftOut } = await reader({ fetch }).list.read()
    expect(models.map(({ id }) => id)).toEqual(['some-lab/nova-mini'])
    expect(leftOut).toEqual({ id: 1, 'pricing.prompt': 1, pricing: 1, context_length: 2, entry: 1, 'id: twice': 1 })
  })

  it('says that there is a second page', async () => {
    const { fetch } = scriptedFetch(Response.json({ ...body, links: { next: '/models?offset=4' } }))
    expect((await reader({ fetch }).list.read()).warning).toContain('second page')
  })
})

const failures: readonly (readonly [name: string, answer: Response | Error, says: RegExp])[] = [
  ['HTML', new Response('<html>login</html>', { headers: { 'content-type': 'text/html' } }), /not JSON.*\/api\/v1/],
  ['nonsense', Response.json({ data: 'none' }), /no models/],
  ['an empty list', Response.json({ data: [] }), /no models/],
  ['a list of nothing readable', Response.json({ data: [{}, 1] }), /no models/],
  ['half of a list', new Response('{"data":[{"id":"a/b"'), /not JSON/],
  ['too much', new Response('x'.repeat(2_000)), /more than 1000 bytes/],
  ['401', Response.json({ error: { code: 401, message: 'No auth' } }, { status: 401 }), /401: No auth\. Check the key/],
  ['a redirect', new Response(null, { status: 302 }), /302.*the address/],
  ['500', new Response('oops', { status: 500 }), /500\. Try again later/],
  ['503 in HTML', new Response('<h1>Down</h1>', { status: 503 }), /503/],
  ['no connection', new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }), /fetch failed: ECONNREFUSED/],
]

describe.each(failures)('a server that answers with %s', (_, answer, says) => {
  it('is an error with address and remedy, without a list', async () => {
    const { fetch } = scriptedFetch(answer)
    const reading = reader({ fetch, limitBytes: 1_000, apiKey: 'sk-or-secret' }).list.read()
    await expect(reading).rejects.toThrow(says)
    await expect(reading).rejects.toThrow('https://openrouter.ai/api/v1/models')
  })

  it('is served from the last good list, and left alone for a minute', async () => {
    const { fetch, requests } = scriptedFetch(good(), answer, good())
    const { clock, list } = reader({ fetch })
    const { models, fetchedAtMs } = await list.read()
    await clock.advance(hourMs + 1)
    const second = await list.read()
    expect(second).toMatchObject({ models, fetchedAtMs, isStale: true })
    expect(second.warning).toContain('https://openrouter.ai/api/v1/models')
    await list.read()
    expect(requests).toHaveLength(2)
    await clock.advance(60_000)
    expect(await list.read()).toMatchObject({ isStale: false })
  })
})

it('is an error to answer 304 to a first request', async () => {
  const { fetch } = scriptedFetch(new Response(null, { status: 304 }))
  await expect(reader({ fetch }).list.read()).rejects.toThrow('answered 304 to a first request')
})

describe('a server that is silent', () => {
  it('costs the time-out and no more', async () => {
    const { clock, list } = reader({ fetch: silentFetch(), timeoutMs: 500 })
    const reading = list.read()
    reading.catch(() => {})
    await expect(clock.runUntil(reading)).rejects.toThrow(/within 500 ms/)
    expect(clock.pending()).toBe(0)
  })

  it('costs no more when it is silent within its body', async () => {
    const { fetch } = scriptedFetch(async () => new Response(new ReadableStream()))
    const { clock, list } = reader({ fetch, timeoutMs: 500 })
    const reading = list.read()
    reading.catch(() => {})
    await expect(clock.runUntil(reading)).rejects.toThrow(/within 500 ms/)
  })

  it('never shows the key', async () => {
    const { fetch } = scriptedFetch(new TypeError('Header "Bearer sk-or-secret" is odd'))
    await expect(reader({ fetch, apiKey: 'sk-or-secret' }).list.read()).rejects.toThrow('Bearer ***')
  })
})

describe('a cache', () => {
  const saved = async (): Promise<SavedModelList> => {
    const kept: SavedModelList[] = []
    const cache = {
      load: async () => undefined,
      save: async (list: SavedModelList): Promise<void> => void kept.push(list),
    }
    await reader({ fetch: scriptedFetch(good('"a"')).fetch, cache }).list.read()
    const [list] = kept
    if (list === undefined) throw new Error('Nothing was kept.')
    return JSON.parse(JSON.stringify(list)) as SavedModelList
  }

  it('outlives the process', async () => {
    const list = await saved()
    const { fetch, requests } = scriptedFetch(new Response(null, { status: 304 }))
    const { clock, list: again } = reader({ fetch, cache: { load: async () => list, save: async () => {} } })
    expect((await again.read()).models).toEqual(list.models)
    expect(requests).toHaveLength(0)
    await clock.advance(hourMs + 1)
    await again.read()
    expect(requests[0]?.headers.get('if-none-match')).toBe('"a"')
  })

  it.each([
    ['of another address', async () => ({ ...(await saved()), source: 'https://eu.openrouter.ai/api/v1/models' })],
    ['of nonsense', async () => ({ models: 7 })],
    ['with nothing readable', async () => ({ ...(await saved()), models: [1] })],
    ['that cannot be read', () => Promise.reject(new Error('EACCES'))],
    [
      'that throws at once',
      () => {
        throw new Error('EACCES')
      },
    ],
  ])('%s counts as none', async (_, load) => {
    const { fetch, requests } = scriptedFetch(good())
    expect((await reader({ fetch, cache: { load, save: async () => {} } }).list.read()).models).toHaveLength(4)
    expect(requests).toHaveLength(1)
  })

  it('that cannot be written is a warning', async () => {
    const cache = { load: async () => undefined, save: () => Promise.reject(new Error('ENOSPC')) }
    const list = await reader({ fetch: scriptedFetch(good()).fetch, cache }).list.read()
    expect(list).toMatchObject({ isStale: false, warning: 'The list of models could not be kept: ENOSPC.' })
  })

  it('from the future is asked again', async () => {
    const list = { ...(await saved()), fetchedAtMs: Date.UTC(2030, 0, 1) }
    const { fetch, requests } = scriptedFetch(good())
    await reader({ fetch, cache: { load: async () => list, save: async () => {} } }).list.read()
    expect(requests).toHaveLength(1)
  })
})
