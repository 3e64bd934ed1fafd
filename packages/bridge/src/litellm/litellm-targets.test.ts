import { catalog } from '@signalbox/catalog'
import { checkConfig } from '@signalbox/config'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { LitellmGroupMember, LitellmModelGroup } from './litellm-model-group.ts'
import { toLitellmTargets } from './litellm-targets.ts'

const baseUrl = 'http://127.0.0.1:4000'
const known = 'anthropic/claude-sonnet-4.6'
const card = catalog.find(known)
const nothing = {
  tools: undefined,
  jsonSchema: undefined,
  reasoning: undefined,
  image: undefined,
  audio: undefined,
  video: undefined,
  file: undefined,
}
const member = (provider: string, model: string, baseModel?: string): LitellmGroupMember => ({
  id: undefined,
  provider,
  model,
  baseModel,
})
const group = (name: string, more: Partial<LitellmModelGroup> = {}): LitellmModelGroup => ({
  name,
  deployments: [member('openai', 'our-own')],
  mode: 'chat',
  rates: undefined,
  contextTokens: undefined,
  maxOutputTokens: undefined,
  capabilities: nothing,
  ...more,
})
const sonnet = [member('anthropic', 'claude-sonnet-4-6')]
const toTarget = (more: Partial<LitellmModelGroup>): Readonly<Record<string, unknown>> => ({
  ...toLitellmTargets([group('g', more)], { baseUrl }).targets[0],
})

describe('groups as targets', () => {
  it('of a model that the catalogue knows', () => {
    const rates = [{ inputPerMillionUsd: 3, outputPerMillionUsd: 15, cacheReadPerMillionUsd: 0.3 }]
    expect(toLitellmTargets([group('smart', { deployments: sonnet, rates })], { baseUrl })).toEqual({
      upstreams: {
        litellm: {
          dialect: 'openai-chat',
          baseUrl: 'http://127.0.0.1:4000/v1',
          apiKey: '${LITELLM_API_KEY}',
          carrier: 'litellm',
        },
      },
      models: [],
      targets: [
        {
          id: 'litellm/smart',
          model: known,
          upstream: 'litellm',
          as: 'smart',
          prices: { input: 3, output: 15, cacheRead: 0.3 },
        },
      ],
      notes: [],
    })
  })

  it('of a model of its own', () => {
    const { models, targets, notes } = toLitellmTargets(
      [
        group('our own', {
          contextTokens: 32_000,
          maxOutputTokens: 4_000,
          capabilities: { ...nothing, tools: true, jsonSchema: false, image: true },
        }),
        group('unsaid'),
      ],
      { baseUrl },
    )
    expect(models).toEqual([
      {
        id: 'litellm/our-own',
        contextTokens: 32_000,
        maxOutputTokens: 4_000,
        tools: true,
        jsonSchema: false,
        inputModalities: ['text', 'image'],
      },
      { id: 'litellm/unsaid', contextTokens: 128_000, inputModalities: ['text'] },
    ])
    expect(targets.map(({ id, provider, as }) => ({ id, provider, as }))).toEqual([
      { id: 'litellm/our own', provider: 'openai', as: 'our own' },
      { id: 'litellm/unsaid', provider: 'openai', as: 'unsaid' },
    ])
    expect(notes).toEqual([expect.stringMatching(/^unsaid: .* 128,000 tokens are assumed/)])
  })

  it.each<[string, Partial<LitellmModelGroup>, object]>([
    [
      'the base model of a deployment',
      { deployments: [member('azure', 'prod-1', 'azure/gpt-5.5')] },
      { model: 'openai/gpt-5.5', provider: 'azure' },
    ],
    [
      'another host',
      { deployments: [member('bedrock', 'anthropic/claude-sonnet-4-6')] },
      { model: known, provider: 'bedrock' },
    ],
    [
      'two hosts of one model',
      { deployments: [...sonnet, member('vertex_ai', 'claude-sonnet-4-6')] },
      { model: known, provider: 'litellm' },
    ],
    ['two models', { deployments: [...sonnet, member('openai', 'gpt-5.5')] }, { model: 'litellm/g' }],
    ['a tighter limit', { deployments: sonnet, contextTokens: 1_000 }, { contextTokens: 1_000 }],
    [
      'a wider limit',
      { deployments: sonnet, contextTokens: (card?.contextTokens ?? 0) + 1 },
      { contextTokens: undefined },
    ],
    ['no price', { rates: undefined }, { prices: undefined, assumedPrice: undefined }],
    [
      'a price of 0',
      { rates: [{ inputPerMillionUsd: 0, outputPerMillionUsd: 0 }] },
      { prices: { input: 0, output: 0 } },
    ],
    [
      'two prices',
      {
        rates: [
          { inputPerMillionUsd: 1, outputPerMillionUsd: 9 },
          { inputPerMillionUsd: 2, outputPerMillionUsd: 3 },
        ],
      },
      { prices: undefined, assumedPrice: { input: 2, output: 9 } },
    ],
  ])('%s', (_, more, expected) => {
    const target = toTarget(more)
    expect(Object.fromEntries(Object.keys(expected).map((field) => [field, target[field]]))).toEqual(expected)
  })

  it.each([
    ['a wildcard', group('openai/*'), /wildcard/],
    ['speech', group('tts', { mode: 'audio_speech' }), /its mode is audio_speech/],
  ])('%s is left out', (_, one, reason) => {
    const { targets, notes } = toLitellmTargets([one], { baseUrl })
    expect(targets).toEqual([])
    expect(notes).toEqual([expect.stringMatching(reason)])
  })

  it('a key is named, not written', () => {
    expect(() => toLitellmTargets([], { baseUrl, apiKey: 'sk-1' })).toThrow('not the key itself')
    expect(toLitellmTargets([], { baseUrl, apiKey: undefined }).upstreams['litellm']).not.toHaveProperty('apiKey')
  })

  it('a config of them holds', () => {
    const groups = [
      group('smart', { deployments: sonnet }),
      group('our own', { contextTokens: 32_000, rates: [{ inputPerMillionUsd: 1, outputPerMillionUsd: 2 }] }),
      group('vectors', { mode: 'embedding', contextTokens: 8_000 }),
      ...Array.from({ length: 500 }, (_, index) => group(`team/model-${index}`, { contextTokens: 1_000 })),
    ]
    const { notes, ...pieces } = toLitellmTargets(groups, { baseUrl, fallsBack: true, body: { tags: ['signalbox'] } })
    const text = stringify({
      ...pieces,
      tiers: [{ name: 'all', targets: pieces.targets.map(({ id }) => id) }],
      strategy: { tier: 'all' },
    })
    const env = { LITELLM_API_KEY: 'sk-1' }
    const { config, issues } = checkConfig(text, { file: 'signalbox.yaml', catalog, env, nowMs: 0 })
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(config?.targets).toHaveLength(503)
    expect(notes).toEqual([])
  })
})
