import { GenerationResponse$inboundSchema } from '@openrouter/sdk/models'
import { createFakeClock } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { generationBody } from './fixtures/sample-generation.ts'
import { scriptedFetch, silentFetch, type ScriptedAnswer } from './fixtures/scripted-fetch.ts'
import { createGenerationLookUp, type GenerationLookUpOptions } from './look-up-generation.ts'

const found = (): Response => Response.json(generationBody('gen-1'))
const notThere = (): Response =>
  Response.json({ error: { code: 404, message: 'Generation not found' } }, { status: 404 })
const tooMany = (retryAfter: string): Response =>
  new Response(null, { status: 429, headers: { 'retry-after': retryAfter } })

const world = (answers: readonly ScriptedAnswer[], options: Partial<GenerationLookUpOptions> = {}) => {
  const clock = createFakeClock()
  const { fetch, requests } = scriptedFetch(...answers)
  const lookUp = createGenerationLookUp({ apiKey: 'sk-or-secret', clock, fetch, ...options })
  return { clock, requests, lookUp, find: () => clock.runUntil(lookUp.find('gen-1')), startMs: clock.monotonicMs() }
}

describe('a generation', () => {
  it('is told in the shape of GenerationResponse in their SDK', () => {
    expect(GenerationResponse$inboundSchema.safeParse(generationBody('gen-1')).error).toBeUndefined()
  })

  it('is found', async () => {
    const { find, requests } = world([found()])
    expect(await find()).toEqual({
      kind: 'found',
      generation: {
        id: 'gen-1',
        costUsd: 0.00234,
        host: 'Anthropic',
        model: 'anthropic/claude-sonnet-4.6',
        promptTokens: 120,
        completionTokens: 250,
        nativePromptTokens: 128,
        nativeCompletionTokens: 256,
        nativeReasoningTokens: undefined,
        nativeCachedTokens: 64,
        finish: 'stop',
        nativeFinish: 'end_turn',
        isCancelled: false,
        isByok: false,
      },
    })
    expect(requests.map(({ url }) => url)).toEqual(['https://openrouter.ai/api/v1/generation?id=gen-1'])
  })

  it.each([
    ['is not there yet', [notThere(), notThere(), found()], 3_000],
    ['is behind a limit', [tooMany('7'), found()], 7_000],
    [
      'is behind a server that is down',
      [new Response('', { status: 502 }), new TypeError('fetch failed'), found()],
      3_000,
    ],
  ] as const)('that %s is asked for again, after a wait', async (_, answers, waitedMs) => {
    const { find, clock, startMs } = world([...answers])
    expect(await find()).toMatchObject({ kind: 'found' })
    expect(clock.monotonicMs() - startMs).toBe(waitedMs)
    expect(clock.pending()).toBe(0)
  })

  it.each([
    ['never comes', [notThere()], 'not-found', 5],
    ['is behind a limit of an hour', [tooMany('3600')], 'rate-limited', 1],
    ['is of another key', [new Response('', { status: 401 })], 'unauthorised', 1],
    ['has no credits behind it', [new Response('', { status: 402 })], 'no-credits', 1],
    ['is HTML', [new Response('<html>')], 'not-json', 1],
    ['is of another id', [Response.json(generationBody('gen-2'))], 'refused', 1],
    ['is nonsense', [Response.json({ data: [] })], 'refused', 1],
  ] as const)('that %s has a reason', async (_, answers, reason, asked) => {
    const { find, requests } = world([...answers])
    expect(await find()).toMatchObject({ kind: 'failed', reason })
    expect(requests).toHaveLength(asked)
  })

  it('has an unknown cost where none is told', async () => {
    const body = { data: { id: 'gen-1', total_cost: null, provider_name: 7 } }
    const { find } = world([Response.json(body)])
    expect(await find()).toMatchObject({ kind: 'found', generation: { costUsd: undefined, host: undefined } })
  })

  it('costs the host’s bill too with a key of one’s own', async () => {
    const body = { data: { id: 'gen-1', total_cost: 0.25, upstream_inference_cost: 5, is_byok: true } }
    const { find } = world([Response.json(body)])
    expect(await find()).toMatchObject({ kind: 'found', generation: { costUsd: 5.25, isByok: true } })
  })

  it('is bounded in time however silent the server is', async () => {
    const clock = createFakeClock()
    const lookUp = createGenerationLookUp({ apiKey: 'k', clock, fetch: silentFetch(), timeoutMs: 1_000, attempts: 2 })
    const startMs = clock.monotonicMs()
    expect(await clock.runUntil(lookUp.find('gen-1'))).toMatchObject({ kind: 'failed', reason: 'timeout' })
    expect(clock.monotonicMs() - startMs).toBe(3_000)
  })

  it.each(['while it asks', 'while it waits', 'before'])('can be given up %s', async (when) => {
    const clock = createFakeClock()
    const { fetch } = scriptedFetch(notThere())
    const options = { apiKey: 'k', clock, fetch: when === 'while it asks' ? silentFetch() : fetch }
    const leave = new AbortController()
    if (when === 'before') leave.abort()
    const finding = createGenerationLookUp(options).find('gen-1', leave.signal)
    await clock.advance(500)
    leave.abort()
    expect(await finding).toMatchObject({ kind: 'failed', reason: 'closed' })
    expect(clock.pending()).toBe(0)
  })

  it('is asked for by an id that is a part of an address', async () => {
    const { lookUp, requests, clock } = world([notThere()], { attempts: 1 })
    await clock.runUntil(lookUp.find('a b&c=/d'))
    expect(requests[0]?.url).toMatch(/\?id=a%20b%26c%3D%2Fd$/)
  })
})
