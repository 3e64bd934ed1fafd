import { catalog } from '@signalbox/catalog'
import { toRouterOptions, type SignalboxConfig } from '@signalbox/config'
import { createRouter } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { auto, entry, nova, novaFree, sonnet } from './fixtures/sample-models.ts'
import type { ModelList } from './model-list.ts'
import { createOpenrouterTargets, type OpenrouterTargetsOptions } from './openrouter-targets.ts'
import { parseModelList } from './parse-model-list.ts'

const nowMs = Date.UTC(2026, 10, 25)

function listOf(...entries: readonly unknown[]): ModelList {
  const parsed = parseModelList(entries)
  if (parsed === undefined) throw new Error('No entry is good.')
  return { ...parsed, source: 'https://openrouter.ai/api/v1/models', fetchedAtMs: nowMs, isStale: false }
}

const list = listOf(sonnet, nova, novaFree, auto)

function configOf(options: OpenrouterTargetsOptions): SignalboxConfig {
  const { notes: _, ...pieces } = createOpenrouterTargets(options)
  return { ...pieces, strategy: { tier: pieces.tiers[0]?.name ?? '' } }
}

describe('targets from a key', () => {
  it('are one model a call by default', () => {
    expect(createOpenrouterTargets({ models: ['z-ai/glm-5.2', 'anthropic/claude-sonnet-4.6:nitro'] })).toEqual({
      upstreams: {
        openrouter: {
          dialect: 'openai-chat',
          baseUrl: 'https://openrouter.ai/api/v1',
          apiKey: '${OPENROUTER_API_KEY}',
          carrier: 'openrouter',
        },
      },
      models: [],
      targets: [
        {
          id: 'openrouter/z-ai/glm-5.2',
          model: 'z-ai/glm-5.2',
          provider: 'openrouter',
          upstream: 'openrouter',
          as: 'z-ai/glm-5.2',
        },
        {
          id: 'openrouter/anthropic/claude-sonnet-4.6:nitro',
          model: 'anthropic/claude-sonnet-4.6',
          provider: 'openrouter',
          upstream: 'openrouter',
          as: 'anthropic/claude-sonnet-4.6:nitro',
        },
      ],
      tiers: [
        {
          name: 'openrouter',
          targets: ['openrouter/z-ai/glm-5.2', 'openrouter/anthropic/claude-sonnet-4.6:nitro'],
        },
      ],
      notes: [],
    })
  })

  it('are tiers among which OpenRouter falls back, with an operator’s wishes', () => {
    const { upstreams, tiers, targets } = createOpenrouterTargets({
      models: { economy: ['z-ai/glm-5.2', 'z-ai/glm-5.2'], frontier: ['anthropic/claude-sonnet-4.6'] },
      mode: 'tier',
      name: 'or',
      apiKey: '${MY_KEY}',
      baseUrl: 'https://eu.openrouter.ai/api/v1',
      provider: { zdr: true, only: ['anthropic', 'together'] },
      attribution: { referer: 'https://example.com', title: 'Example', categories: ['cli-agent', 'cloud-agent'] },
    })
    expect(upstreams).toEqual({
      or: {
        dialect: 'openai-chat',
        baseUrl: 'https://eu.openrouter.ai/api/v1',
        apiKey: '${MY_KEY}',
        carrier: 'openrouter',
        fallsBack: true,
        headers: {
          'HTTP-Referer': 'https://example.com',
          'X-OpenRouter-Title': 'Example',
          'X-OpenRouter-Categories': 'cli-agent,cloud-agent',
        },
        body: { provider: { zdr: true, only: ['anthropic', 'together'] } },
      },
    })
    expect(tiers).toEqual([
      { name: 'economy', targets: ['or/z-ai/glm-5.2'] },
      { name: 'frontier', targets: ['or/anthropic/claude-sonnet-4.6'] },
    ])
    expect(targets.map(({ retentionDays }) => retentionDays)).toEqual([0, 0])
  })

  it('have the name of OpenRouter on the wire and of the catalogue elsewhere, whichever is given', () => {
    const { targets } = createOpenrouterTargets({
      models: ['mistralai/mistral-medium-2508:floor', 'mistralai/mistral-medium-3.1'],
    })
    expect(targets.map(({ model, as }) => [model, as])).toEqual([
      ['mistralai/mistral-medium-2508', 'mistralai/mistral-medium-3.1:floor'],
      ['mistralai/mistral-medium-2508', 'mistralai/mistral-medium-3.1'],
    ])
  })

  it('that are free cost nothing, with their limits told', () => {
    const { targets, notes } = createOpenrouterTargets({ models: ['z-ai/glm-5.2:free:online'] })
    expect(targets[0]).toMatchObject({ model: 'z-ai/glm-5.2', prices: { input: 0, output: 0 } })
    expect(notes).toEqual([
      expect.stringMatching(/20 times a minute and 50 times a day, 1000/),
      expect.stringContaining('search'),
      expect.stringContaining('deprecated'),
    ])
  })

  it('tell of a variant that is not known', () => {
    expect(createOpenrouterTargets({ models: ['z-ai/glm-5.2:brand-new'] }).notes).toEqual([
      expect.stringContaining('":brand-new" is not a variant that we know'),
    ])
  })
})

describe('with the list of models', () => {
  const models = [
    'anthropic/claude-sonnet-4.6',
    'some-lab/nova-mini:floor',
    'some-lab/nova-mini:free',
    'openrouter/auto',
  ]

  it('unknown models are declared, variants with an entry of their own by it', () => {
    const made = createOpenrouterTargets({ models, list })
    expect(made.models?.map(({ id, contextTokens, tools }) => [id, contextTokens, tools])).toEqual([
      ['some-lab/nova-mini', 131_072, true],
      ['some-lab/nova-mini:free', 32_768, false],
      ['openrouter/auto', 131_072, true],
    ])
    expect(made.targets.map(({ model, as }) => [model, as])).toEqual([
      ['anthropic/claude-sonnet-4.6', 'anthropic/claude-sonnet-4.6'],
      ['some-lab/nova-mini', 'some-lab/nova-mini:floor'],
      ['some-lab/nova-mini:free', 'some-lab/nova-mini:free'],
      ['openrouter/auto', 'openrouter/auto'],
    ])
  })

  it('targets have its prices: plain ones as they are, others as the dearest, unknown ones not at all', () => {
    const { targets } = createOpenrouterTargets({ models, list })
    expect(targets.map(({ prices, assumedPrice }) => prices ?? { assumedPrice })).toEqual([
      { assumedPrice: { input: 6, output: 22.5 } },
      { input: 0.1, output: 0.4 },
      { input: 0, output: 0 },
      { assumedPrice: undefined },
    ])
  })

  it('limits that are tighter than the model’s own are the target’s', () => {
    const small = entry('z-ai/glm-5.2', { context_length: 8_192, top_provider: { max_completion_tokens: 1_024 } })
    const { targets } = createOpenrouterTargets({ models: ['z-ai/glm-5.2'], list: listOf(small) })
    expect(targets[0]).toMatchObject({ contextTokens: 8_192, maxOutputTokens: 1_024 })
  })

  it('makes a config that routes', async () => {
    const config = configOf({ models: { economy: models, frontier: ['anthropic/claude-sonnet-4.6:nitro'] }, list })
    const router = createRouter(toRouterOptions(config, catalog))
    const decision = await router.decide({ messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] })
    expect(decision.steps[0]?.target).toBe('openrouter/anthropic/claude-sonnet-4.6')
  })
})

describe('what cannot be', () => {
  it.each<readonly [says: RegExp, options: OpenrouterTargetsOptions]>([
    [/No model/, { models: [] }],
    [/No model/, { models: { economy: [] } }],
    [/catalogue has no model "x\/y"/, { models: ['x/y'] }],
    [/models has no model "x\/y"/, { models: ['x/y'], list }],
    [/has no model "anthropic\/claude-sonnet-4.6:free"/, { models: ['anthropic/claude-sonnet-4.6:free'], list }],
    [/not the key itself/, { models: ['z-ai/glm-5.2'], apiKey: 'sk-or-secret' }],
    [/provider\.only: .*ignored/, { models: ['z-ai/glm-5.2'], provider: { only: ['a'], ignore: ['a'] } }],
    [
      /how long the context/,
      { models: ['x/y'], list: listOf(entry('x/y', { context_length: null, top_provider: null })) },
    ],
  ])('is an error: %s', (says, options) => {
    expect(() => createOpenrouterTargets(options)).toThrow(says)
  })

  it('is said without the key', () => {
    expect(() => createOpenrouterTargets({ models: ['z-ai/glm-5.2'], apiKey: 'sk-or-secret' })).not.toThrow(/sk-or/)
  })
})
