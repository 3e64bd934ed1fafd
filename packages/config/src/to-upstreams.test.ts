import { expect, it } from 'vitest'
import type { SignalboxConfig } from './signalbox-config.ts'
import { toUpstreams, type ResolvedUpstream } from './to-upstreams.ts'

const resolve = (
  upstreams: SignalboxConfig['upstreams'],
  env: Readonly<Record<string, string | undefined>> = {},
): readonly ResolvedUpstream[] => toUpstreams({ upstreams, targets: [], tiers: [], strategy: { tier: 'a' } }, env)

it('fills keys, addresses and headers from the environment', () => {
  const maker = {
    dialect: 'openai-chat',
    baseUrl: 'https://${HOST}/v1',
    apiKey: '${KEY}',
    headers: { 'x-org': 'org-${ORG}-${KEY}' },
  } as const
  expect(resolve({ maker }, { HOST: 'a.example', KEY: 'k', ORG: '7' })).toEqual([
    {
      name: 'maker',
      dialect: 'openai-chat',
      baseUrl: 'https://a.example/v1',
      apiKey: 'k',
      headers: { 'x-org': 'org-7-k' },
      missing: [],
    },
  ])
})

it('names each variable that is not set once, an empty one too, and leaves the key unknown', () => {
  const maker = { dialect: 'openai-chat', baseUrl: 'https://a.example/${B}', apiKey: '${A}${B}' } as const
  expect(resolve({ maker }, { A: '' })).toMatchObject([{ apiKey: undefined, missing: ['A', 'B'] }])
})

it('needs no key, and takes a literal one', () => {
  const own = { dialect: 'anthropic-messages', baseUrl: 'http://127.0.0.1:9' } as const
  expect(resolve({ own, literal: { ...own, apiKey: 'k' } })).toMatchObject([
    { name: 'own', apiKey: undefined, headers: undefined, missing: [] },
    { name: 'literal', apiKey: 'k', missing: [] },
  ])
})

it('a value that looks like a reference is not filled again', () => {
  const maker = { dialect: 'openai-chat', baseUrl: 'https://a.example', apiKey: '${A}' } as const
  expect(resolve({ maker }, { A: '${B} $& $1', B: 'b' })).toMatchObject([{ apiKey: '${B} $& $1', missing: [] }])
})
