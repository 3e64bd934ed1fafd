import { litellmCommand, litellmVersion } from '@signalbox/contract-tests/litellm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toLitellmTargets } from '../src/litellm/litellm-targets.ts'
import { readModelGroups } from '../src/litellm/read-model-groups.ts'
import {
  ask,
  createOptions,
  scripts,
  startFlavour,
  startReal,
  vendors,
  without,
  type Question,
  type Side,
} from './litellm-side-by-side.ts'

const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Hello there' },
]
const chat = (model: string, more: Readonly<Record<string, unknown>> = {}): Question => ({
  path: '/v1/chat/completions',
  body: { model, messages, ...more },
  key: 'sk-master',
})
const streamed = { stream: true, stream_options: { include_usage: true } }
const timeout = (name: string): Readonly<Record<string, unknown>> => (name === 'silence' ? { timeout: 1 } : {})

const keys = {
  'sk-poor': { spendUsd: 2, maxBudgetUsd: 1 },
  'sk-slow': { rpmLimit: 1 },
  'sk-narrow': { models: ['openai-ok'] },
}

/** Each is asked of both, in this order; a list is asked one after the other. */
const questions: Readonly<Record<string, Question | readonly Question[]>> = {
  ...Object.fromEntries(
    vendors.flatMap((vendor) =>
      Object.keys(scripts)
        // Where a redirect of Anthropic's leads, it says in words that name a piece of its memory.
        .filter((name) => name !== 'embed' && !(name === 'redirect' && vendor === 'anthropic'))
        .flatMap((name) => [
          // One that is wrong for good is left alone for a while: the stream would not get there.
          ...(name === '401' || name === '404'
            ? []
            : [[`${vendor}, ${name}: stream`, chat(`${vendor}-${name}`, { ...streamed, ...timeout(name) })]]),
          [`${vendor}, ${name}: whole`, chat(`${vendor}-${name}`, timeout(name))],
        ]),
    ),
  ),
  'a stream without usage': chat('openai-ok', { stream: true }),
  'log-probabilities, whole': chat('openai-ok', { logprobs: true }),
  'log-probabilities, streamed': chat('openai-ok', { ...streamed, logprobs: true }),
  'a model without a price': chat('unpriced'),
  'a model without a price, streamed': chat('unpriced', streamed),
  'a deployment by its id': chat('id-openai-ok'),
  'cooldown of one whose key is wrong': chat('openai-401'),
  'cooldown of one that is not there, streamed': chat('anthropic-404', streamed),
  'cooldown of one of two': [chat('pair'), chat('pair')],
  'fall-backs of the request': chat('openai-503', { fallbacks: ['openai-ok'] }),
  'fall-backs of the request, streamed': chat('openai-503', { ...streamed, fallbacks: ['openai-ok'] }),
  'fall-backs after a bad request': chat('openai-invalid', { fallbacks: ['anthropic-ok'] }),
  'the third fall-back': chat('openai-503', { fallbacks: ['openai-500', 'anthropic-529', 'anthropic-ok'] }),
  'a fall-back with fields of its own': chat('openai-503', { fallbacks: [{ model: 'openai-ok', max_tokens: 7 }] }),
  'no fall-back that helps': chat('openai-503', { fallbacks: ['openai-500', 'openai-invalid'] }),
  'fall-backs forbidden': chat('openai-503', { fallbacks: ['openai-ok'], disable_fallbacks: true }),
  'no fall-backs': chat('openai-503', { fallbacks: [] }),
  'a retry': chat('openai-flaky', { num_retries: 1 }),
  'no retry after a bad request': chat('openai-invalid', { num_retries: 2 }),
  'a limit on the time in a header': { ...chat('openai-silence'), headers: { 'x-litellm-timeout': '1' } },
  'an unknown model': chat('nowhere'),
  'an unknown model, streamed, fall-backs forbidden': chat('nowhere', { ...streamed, disable_fallbacks: true }),
  'no model': { path: '/v1/chat/completions', body: { messages }, key: 'sk-master' },
  'no messages': { path: '/v1/chat/completions', body: { model: 'openai-ok' }, key: 'sk-master' },
  embeddings: { path: '/v1/embeddings', body: { model: 'openai-embed', input: ['a b'] }, key: 'sk-master' },
  'embeddings, 429': { path: '/v1/embeddings', body: { model: 'openai-429', input: ['a b'] }, key: 'sk-master' },
  'no input': { path: '/v1/embeddings', body: { model: 'openai-embed' }, key: 'sk-master' },
  'a budget that is spent': { ...chat('openai-ok'), key: 'sk-poor' },
  'too many requests of a key': [
    { ...chat('openai-ok'), key: 'sk-slow' },
    { ...chat('openai-ok'), key: 'sk-slow' },
    { ...chat('openai-ok', streamed), key: 'sk-slow' },
  ],
  'a model that a key may not use': { ...chat('anthropic-ok'), key: 'sk-narrow' },
  models: { path: '/v1/models', key: 'sk-master' },
  readiness: { path: '/health/readiness' },
  'readiness in detail': { path: '/health/readiness/details', key: 'sk-master' },
  liveliness: { path: '/health/liveliness' },
  'another path': { path: '/v1/nothing', key: 'sk-master' },
  'another method': { path: '/v1/chat/completions', key: 'sk-master' },
}

/** What is not held side by side. */
const leftOut: readonly (readonly [questions: RegExp, field: string])[] = [
  // LiteLLM counts tokens that the provider does not tell, with a tokenizer that is not ours.
  [/(clean-cut|no-usage|malformed): stream/, 'usage'],
  // Hooks of its own, by the names of their classes.
  [/in detail/, 'success_callbacks'],
  // What the prompt has cost until then.
  [/error-first: stream/, 'x-litellm-response-cost-original'],
]

describe.skipIf(litellmCommand === undefined)(`the LiteLLM flavour beside the real LiteLLM ${litellmVersion}`, () => {
  const sides: Side[] = []
  beforeAll(async () => {
    sides.push(startFlavour(createOptions({ masterKey: 'sk-master', keys })))
    sides.push(await startReal(createOptions({ masterKey: 'sk-master', keys })))
  }, 150_000)
  afterAll(() => Promise.all(sides.map((side) => side.stop())))

  it.each(Object.keys(questions))('%s', async (name) => {
    const [flavour, real] = await Promise.all(
      sides.map(async (side) => {
        const shown = []
        for (const question of [questions[name] ?? []].flat()) shown.push(await ask(side, question))
        const fields = leftOut.flatMap(([names, field]) => (names.test(name) ? [field] : []))
        return without(fields, shown)
      }),
    )
    expect(flavour).toEqual(real)
  })

  it('model groups', async () => {
    const [flavour = [], real = []] = await Promise.all(
      sides.map(async ({ origin, fetch }) => {
        const { groups } = await readModelGroups({ baseUrl: origin, fetch, apiKey: 'sk-master', timeoutMs: 60_000 })
        return groups
      }),
    )
    const unknown = (groups: typeof real): unknown => groups.filter(({ name }) => name !== 'known')
    expect(unknown(flavour)).toEqual(unknown(real))
    const known = real.filter(({ name }) => name === 'known')
    expect(toLitellmTargets(known, { baseUrl: 'http://litellm.test' }).targets).toEqual([
      {
        id: 'litellm/known',
        model: 'anthropic/claude-sonnet-4.5',
        upstream: 'litellm',
        as: 'known',
        // The real one says so of this model, where the catalogue does not.
        jsonSchema: true,
        prices: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
      },
    ])
  })

  it('readiness in detail is for those who have a key', async () => {
    const statuses = sides.map(async ({ origin, fetch }) => {
      const { status } = await fetch(`${origin}/health/readiness/details`, {
        headers: { authorization: 'Bearer sk-wrong' },
      })
      return status
    })
    expect(await Promise.all(statuses)).toEqual([401, 401])
  })

  it('model groups are for those who have a key', async () => {
    const [flavour, real] = await Promise.all(
      sides.map(({ origin: baseUrl, fetch }) =>
        readModelGroups({ baseUrl, fetch, apiKey: 'sk-wrong' }).catch((error: Error) => error.message),
      ),
    )
    expect(flavour).toMatch(/answered 401: Authentication Error, .* Check the key/)
    expect(real).toMatch(/answered 401: Authentication Error, .* Check the key/)
  })
})

describe.skipIf(litellmCommand === undefined)('with fall-backs in its settings', () => {
  const fallbacks = { 'openai-500': ['openai-ok'] }
  const sides: Side[] = []
  beforeAll(async () => {
    sides.push(startFlavour(createOptions({ fallbacks })))
    sides.push(await startReal(createOptions({ fallbacks })))
  }, 150_000)
  afterAll(() => Promise.all(sides.map((side) => side.stop())))

  it.each([
    ['a group that has them', chat('openai-500')],
    ['a group that has them, forbidden', chat('openai-500', { disable_fallbacks: true })],
    ['a group that has none', chat('openai-503')],
    ['a context that is too long', chat('openai-context')],
    ['content against a policy', chat('openai-policy')],
  ])('%s', async (_, question) => {
    const [flavour, real] = await Promise.all(sides.map((side) => ask(side, question)))
    expect(flavour).toEqual(real)
  })
})
