import { catalog } from '@signalbox/catalog'
import type { SignalboxConfig, StrategyConfig } from '@signalbox/config'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { toSettingName } from '../../import/setting-path.ts'
import { exportLitellm } from './export-litellm.ts'
import { listSettings } from './list-settings.ts'
import type { LitellmConfig } from './litellm-config.ts'

const nowMs = Date.parse('2026-11-25T00:00:00Z')

const base: SignalboxConfig = {
  upstreams: {
    acme: { dialect: 'openai-chat', baseUrl: 'https://acme.example/v1', apiKey: '${ACME_KEY}' },
    claude: { dialect: 'anthropic-messages', baseUrl: 'https://api.anthropic.com', apiKey: '${ANTHROPIC_API_KEY}' },
  },
  models: [
    { id: 'acme/small', contextTokens: 8_000, prices: { input: 0.3, output: 1, cacheRead: 0.03 } },
    { id: 'acme/large', contextTokens: 200_000, prices: { input: 3, output: 15 } },
    { id: 'acme/vectors', contextTokens: 8_000, outputModalities: ['embedding'] },
  ],
  targets: [
    { id: 'small-1', model: 'acme/small', upstream: 'acme' },
    { id: 'small-2', model: 'acme/small', upstream: 'acme', as: 'small-v2' },
    { id: 'large-1', model: 'acme/large', upstream: 'acme' },
  ],
  tiers: [
    { name: 'economy', targets: ['small-1', 'small-2'] },
    { name: 'frontier', targets: ['large-1'] },
  ],
  strategy: { tier: 'economy' },
}

function exported(config: Partial<SignalboxConfig>): LitellmConfig & { report: ReturnType<typeof fatesOf> } {
  const { yaml, report } = exportLitellm({ ...base, ...config }, { catalog, nowMs })
  return { ...(parse(yaml, { version: '1.1' }) as LitellmConfig), report: fatesOf(report) }
}

function fatesOf(report: readonly { setting: string; fate: string }[]): Readonly<Record<string, string>> {
  return Object.fromEntries(report.map(({ setting, fate }) => [setting, fate]))
}

function groupsOf({ model_list }: LitellmConfig): Record<string, readonly string[]> {
  return Object.fromEntries(
    [...new Set(model_list.map((one) => one.model_name))].map((name) => [
      name,
      model_list.filter((one) => one.model_name === name).map((one) => one.litellm_params.model),
    ]),
  )
}

const names = (...models: string[]): SignalboxConfig['aliases'] =>
  Object.fromEntries(models.map((name) => [name, 'auto']))

it('what a target offers is nothing that LiteLLM asks for', () => {
  const { report } = exported({
    targets: [{ ...base.targets[0]!, tools: false, jsonSchema: true, logprobs: true }, ...base.targets.slice(1)],
  })
  expect(['tools', 'jsonSchema', 'logprobs'].map((key) => report[`targets[0].${key}`])).toEqual(
    Array.from({ length: 3 }, () => 'not-carried'),
  )
})

describe('variables', () => {
  it('in a body: filled in where LiteLLM does so, else left out and told', () => {
    const { model_list, report } = exported({
      upstreams: {
        ...base.upstreams,
        acme: { ...base.upstreams['acme']!, body: { team: '${TEAM}', top: { a: '${A}' } } },
      },
      targets: [
        { ...base.targets[0]!, body: { user: 'me at ${HOST}', stop: ['${STOP}'], list: [{ b: '${B}' }] } },
        ...base.targets.slice(1),
      ],
    })
    expect(model_list[0]?.litellm_params.extra_body).toEqual({
      team: 'os.environ/TEAM',
      top: { a: 'os.environ/A' },
      list: [{ b: 'os.environ/B' }],
    })
    expect(model_list[0]?.litellm_params).not.toHaveProperty('user')
    expect(report['targets[0].body.user']).toBe('not-carried')
    expect(report['targets[0].body.stop[0]']).toBe('not-carried')
    expect(report['targets[0].body.list[0].b']).toBe('carried')
  })

  it('that are made for a text are not those that it, or another, holds', () => {
    const { model_list, general_settings } = exported({
      upstreams: {
        ...base.upstreams,
        acme: { ...base.upstreams['acme']!, apiKey: 'a-${ACME_APIKEY}', headers: { x: 'b-${B}', X: 'c-${C}' } },
      },
      gateway: { token: 'x${GATEWAY_TOKEN}' },
    })
    expect(model_list[0]?.litellm_params).toMatchObject({
      api_key: 'os.environ/ACME_APIKEY_2',
      extra_headers: { x: 'os.environ/ACME_HEADERS_X', X: 'os.environ/ACME_HEADERS_X_2' },
    })
    expect(general_settings).toEqual({ master_key: 'os.environ/GATEWAY_TOKEN_2' })
  })
})

describe('a secret', () => {
  const secret = 'hush-hush'
  it('that stands in the config as it is becomes a variable, and it is said which', () => {
    const { yaml, report } = exportLitellm(
      {
        ...base,
        upstreams: {
          acme: {
            dialect: 'openai-chat',
            baseUrl: `https://u:${secret}@acme.example/v1?k=1`,
            apiKey: secret,
            headers: { 'x-auth': secret, 'x-any': `Bearer ${secret}`, 'x-title': 'mine' },
            body: { plugins: [{ id: 'a', api_key: secret }], user: 'me' },
          },
        },
        targets: base.targets.map((target) => ({ ...target, body: { extra: [`Bearer ${secret}`] } })),
        gateway: { token: secret },
      },
      { catalog, nowMs },
    )
    expect(JSON.stringify([yaml, report])).not.toContain(secret)
    expect((parse(yaml) as LitellmConfig).model_list[0]?.litellm_params).toMatchObject({
      api_base: 'os.environ/ACME_BASEURL',
      api_key: 'os.environ/ACME_APIKEY',
      extra_headers: {
        'x-auth': 'os.environ/ACME_HEADERS_X_AUTH',
        'x-any': 'os.environ/ACME_HEADERS_X_ANY',
        'x-title': 'mine',
      },
      user: 'me',
    })
    expect(report).toContainEqual({
      setting: 'upstreams.acme.apiKey',
      fate: 'different',
      note: 'It may be a secret, which has no place in a file: set the environment variable ACME_APIKEY to it.',
    })
    expect(fatesOf(report)).toMatchObject({
      'upstreams.acme.headers.x-title': 'carried',
      'upstreams.acme.body.plugins[0].api_key': 'not-carried',
      'targets[0].body.extra[0]': 'not-carried',
      'gateway.token': 'different',
    })
  })

  it('that LiteLLM wants besides is told', () => {
    expect(exportLitellm(base, { catalog, nowMs }).report.at(-1)).toMatchObject({
      setting: 'general_settings.master_key',
      fate: 'different',
      note: expect.stringContaining('LITELLM_MASTER_KEY'),
    })
  })
})

describe('targets become deployments', () => {
  it('with address, key, order and price, in groups named by their tiers', () => {
    expect(exported({}).model_list[0]).toEqual({
      model_name: 'economy',
      litellm_params: {
        model: 'openai/small',
        api_base: 'https://acme.example/v1',
        api_key: 'os.environ/ACME_KEY',
        order: 1,
      },
      model_info: {
        id: 'small-1',
        max_input_tokens: 8_000,
        input_cost_per_token: 3e-7,
        output_cost_per_token: 1e-6,
        cache_read_input_token_cost: 3e-8,
      },
    })
    expect(groupsOf(exported({}))).toEqual({
      economy: ['openai/small', 'openai/small-v2'],
      frontier: ['openai/large'],
    })
  })

  it.each<[string, Partial<SignalboxConfig['upstreams'][string]>, object]>([
    ['Anthropic', { dialect: 'anthropic-messages' }, { model: 'anthropic/m' }],
    ['the responses dialect', { dialect: 'openai-responses' }, { model: 'openai/responses/m' }],
    ['OpenRouter', { carrier: 'openrouter' }, { model: 'openrouter/m' }],
    ['another proxy', { carrier: 'litellm' }, { model: 'litellm_proxy/m' }],
    ['no key', { apiKey: undefined }, { model: 'openai/m', api_key: 'none' }],
    ['headers', { headers: { 'x-team': '${TEAM}' } }, { extra_headers: { 'x-team': 'os.environ/TEAM' } }],
    [
      'fields of requests',
      { body: { temperature: 0.5, provider: { sort: 'price' }, tags: ['a'] } },
      { temperature: 0.5, extra_body: { provider: { sort: 'price' }, tags: ['a'] } },
    ],
    [
      'Azure',
      { baseUrl: 'https://eu.openai.azure.com/openai/v1', apiKey: undefined, headers: { 'api-key': '${AZURE_KEY}' } },
      { model: 'azure/m', api_base: 'https://eu.openai.azure.com', api_key: 'os.environ/AZURE_KEY' },
    ],
  ])('%s', (_, upstream, params) => {
    const { model_list } = exported({
      upstreams: { u: { dialect: 'openai-chat', baseUrl: 'https://u.example/v1', apiKey: '${KEY}', ...upstream } },
      targets: [{ id: 't', model: 'acme/small', upstream: 'u', as: 'm' }],
      tiers: [{ name: 'economy', targets: ['t'] }],
    })
    expect(model_list[0]?.litellm_params).toMatchObject(params)
  })

  it('a variable inside a text becomes one of its own, and the report says what to set', () => {
    const { yaml, report } = exportLitellm(
      { ...base, upstreams: { ...base.upstreams, acme: { dialect: 'openai-chat', baseUrl: 'https://${HOST}/v1' } } },
      { catalog, nowMs },
    )
    expect(yaml).toContain('api_base: os.environ/ACME_BASEURL')
    expect(report.find(({ setting }) => setting === 'upstreams.acme.baseUrl')).toMatchObject({
      fate: 'different',
      note: 'LiteLLM takes a variable only as a whole value: set ACME_BASEURL to this text with its own filled in.',
    })
  })

  it('one in no tier has a group by its id, as its callers name it', () => {
    const config = exported({
      targets: [...base.targets, { id: 'vectors', model: 'acme/vectors', upstream: 'acme' }],
      aliases: { 'text-embedding-3-small': 'vectors' },
    })
    expect(groupsOf(config)['text-embedding-3-small']).toEqual(['openai/vectors'])
    expect(config.model_list.at(-1)?.model_info.mode).toBe('embedding')
  })

  it('prices are numbers to Python, which takes 3e-7 for a text', () => {
    expect(exportLitellm(base, { catalog, nowMs }).yaml).toContain('input_cost_per_token: 3.0e-7\n')
  })
})

describe('names', () => {
  it('virtual ids are taken and not listed, aliases are listed', () => {
    expect(
      exported({ aliases: { 'gpt-4': 'tier:frontier', cheap: 'gpt-4' } }).router_settings['model_group_alias'],
    ).toEqual({
      auto: 'economy',
      'tier:economy': { model: 'economy', hidden: true },
      'tier:frontier': { model: 'frontier', hidden: true },
      'gpt-4': 'frontier',
      cheap: 'frontier',
    })
  })

  it('tasks are names too: LiteLLM does not know the task of a request', () => {
    const { router_settings, report } = exported({
      strategy: {
        rules: [
          { when: { task: ['code', 'math'] }, use: 'frontier' },
          { when: { task: 'chat', needsTools: true }, use: 'frontier' },
        ],
        otherwise: 'economy',
      },
    })
    expect(router_settings['model_group_alias']).toMatchObject({
      'task:code': { model: 'frontier', hidden: true },
      'task:math': { model: 'frontier', hidden: true },
      auto: 'economy',
    })
    expect(report).toMatchObject({
      'strategy.rules[0].when.task[0]': 'different',
      'strategy.rules[1].when.task': 'not-carried',
      'strategy.rules[1].when.needsTools': 'not-carried',
    })
  })
})

describe('what stands in', () => {
  const ofTier = (entry: object): boolean => Object.keys(entry).every((name) => ['economy', 'frontier'].includes(name))
  const chain = (lists: object): Partial<SignalboxConfig> => ({
    aliases: names('economy'),
    strategy: {
      rules: [
        { when: { model: 'economy' }, use: { fallbacks: { first: 'economy', ...lists } } },
        { when: { model: 'frontier' }, use: { fallbacks: { first: 'frontier' } } },
      ],
      otherwise: 'frontier',
    },
  })

  it.each<[string, Partial<SignalboxConfig>, object]>([
    [
      'tiers: those above, then those below; larger windows for what is too long; a refusal is the answer',
      {},
      {
        fallbacks: [{ economy: ['frontier'] }, { frontier: ['economy'] }],
        context_window_fallbacks: [{ economy: ['frontier'] }, { frontier: [] }],
        content_policy_fallbacks: [{ economy: [] }, { frontier: [] }],
      },
    ],
    [
      'a list for each kind of failure',
      chain({ next: ['frontier'], contextLength: ['large-1'], contentPolicy: ['frontier'] }),
      {
        fallbacks: [{ economy: ['frontier'] }],
        context_window_fallbacks: [{ economy: ['large-1'] }],
        content_policy_fallbacks: [{ economy: ['small-2', 'frontier'] }],
      },
    ],
    ['nothing', chain({}), { fallbacks: undefined, content_policy_fallbacks: undefined }],
  ])('%s', (_, config, lists) => {
    const { router_settings } = exported(config)
    for (const [name, list] of Object.entries(lists))
      expect((router_settings[name] as object[] | undefined)?.filter(ofTier), name).toEqual(list)
  })

  it('an alias has the chain of what it stands for, by deployments: a group would come back to itself', () => {
    const { router_settings } = exported({ aliases: { 'gpt-4': 'tier:frontier' } })
    expect(router_settings['fallbacks']).toContainEqual({ 'gpt-4': ['small-1', 'small-2'] })
  })

  it('a group whose own chain would lead elsewhere is named by its deployments, which have none', () => {
    const { router_settings } = exported({
      tiers: [
        { name: 'a', targets: ['small-1'] },
        { name: 'b', targets: ['small-2'] },
        { name: 'c', targets: ['large-1'] },
      ],
      strategy: {
        rules: [
          { when: { model: 'a' }, use: { fallbacks: { first: 'a', next: ['b'] } } },
          { when: { model: 'b' }, use: { fallbacks: { first: 'b', next: ['c'] } } },
          { when: { model: 'c' }, use: { fallbacks: { first: 'c' } } },
        ],
        otherwise: 'c',
      },
      aliases: names('a', 'b', 'c'),
    })
    expect(router_settings['fallbacks']).toEqual([{ a: ['small-2'] }, { b: ['c'] }])
  })

  it('draws are weights, without those of 0', () => {
    const config = exported({
      strategy: { weighted: { weights: { 'small-1': 9, 'small-2': 0, 'large-1': 1 }, salt: 'x' } },
    })
    expect(
      config.model_list.filter((one) => one.model_name === 'auto').map((one) => one.litellm_params.weight),
    ).toEqual([9, 1])
    expect(config.router_settings['enable_weighted_failover']).toBe(true)
    expect(config.report).toMatchObject({
      'strategy.weighted.weights.small-1': 'carried',
      'strategy.weighted.weights.small-2': 'different',
      'strategy.weighted.salt': 'not-carried',
    })
  })

  it.each<[string, SignalboxConfig['strategy'], string]>([
    ['the cheapest', { cheapest: {} }, 'cost-based-routing'],
    ['the fastest', { fastest: { tiers: ['economy'] } }, 'latency-based-routing'],
  ])('%s is chosen in a group of its own', (_, strategy, routing) => {
    expect(exported({ strategy }).router_settings['routing_groups']).toEqual([
      { group_name: `${routing} of auto`, models: ['auto'], routing_strategy: routing },
    ])
  })
})

describe('the rest', () => {
  it('retries, times, budget and key', () => {
    const { router_settings, litellm_settings, general_settings, report } = exported({
      execution: { maxRetriesPerTarget: 2, firstTokenTimeoutMs: 2_500, maxAttempts: 9 },
      budgets: [
        { name: 'each', limitUsd: 1, period: 'day', per: 'tenant' },
        { name: 'all', limitUsd: 50, period: 'month' },
      ],
      gateway: { token: ['${TOKEN}', '${OTHER}'], onUnsupported: 'refuse', port: 8_787 },
    })
    expect(router_settings).toMatchObject({ num_retries: 2, timeout: 2.5, stream_timeout: 2.5 })
    expect(litellm_settings).toEqual({ drop_params: false, max_budget: 50, budget_duration: '1mo' })
    expect(general_settings).toEqual({ master_key: 'os.environ/TOKEN' })
    expect(report).toMatchObject({
      'execution.maxRetriesPerTarget': 'carried',
      'execution.maxAttempts': 'not-carried',
      'budgets[0].limitUsd': 'not-carried',
      'budgets[1].limitUsd': 'different',
      'gateway.token[0]': 'carried',
      'gateway.token[1]': 'not-carried',
      'gateway.port': 'not-carried',
    })
  })
})

describe('whatever the config', () => {
  const text = fc.constantFrom('x', 'yes', '1:30', '${A}', 'a-${B}')
  const strategies = fc.letrec<{ strategy: StrategyConfig }>((tie) => ({
    strategy: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<StrategyConfig[]>({ tier: 'economy' }, { pinned: ['large-1', 'small-1'] }, { cheapest: {} }),
      fc.constant<StrategyConfig>({ weighted: { weights: { economy: 1, 'large-1': 0.5, 'small-2': 0 } } }),
      fc.constant<StrategyConfig>({ cascade: { tiers: ['economy', 'frontier'], gate: { checks: { json: true } } } }),
      fc.record({ sticky: fc.record({ inner: tie('strategy') }) }),
      fc.record({ explore: fc.record({ inner: tie('strategy'), share: fc.constant(0.1) }) }),
      fc.record({ firstOf: fc.array(tie('strategy'), { minLength: 1, maxLength: 2 }) }),
      fc.record({
        fallbacks: fc.record({
          first: fc.oneof(fc.constant('economy'), tie('strategy')),
          next: fc.subarray(['frontier', 'large-1', 'small-2']),
          contentPolicy: fc.option(fc.subarray(['frontier', 'economy']), { nil: undefined }),
        }),
      }),
      fc.record({
        rules: fc.array(
          fc.record({
            when: fc.constantFrom({ model: ['m1', 'economy'] }, { task: 'code' }, { tenant: 'a' }),
            use: fc.oneof(fc.constantFrom('economy', 'small-2'), tie('strategy')),
          }),
          { maxLength: 3 },
        ),
        otherwise: fc.constant('frontier'),
      }),
    ),
  }))
  const configs = fc.record({
    strategy: strategies.strategy,
    aliases: fc.constantFrom<SignalboxConfig['aliases'][]>(
      undefined,
      { m1: 'auto' },
      { m2: 'tier:frontier', m3: 'acme/small', m4: 'm2', m5: 'task:code' },
    ),
    name: fc.option(text, { nil: undefined }),
    baseline: fc.option(text, { nil: undefined }),
    pinnedMayFallBack: fc.option(fc.boolean(), { nil: undefined }),
    explore: fc.option(fc.constant<SignalboxConfig['explore']>({ share: 0.1, among: ['economy', 'frontier'] }), {
      nil: undefined,
    }),
    shadow: fc.option(fc.constant<SignalboxConfig['shadow']>({ share: 0.1, to: 'frontier', budgetUsd: 1 }), {
      nil: undefined,
    }),
    alarm: fc.option(fc.constant<SignalboxConfig['alarm']>({ target: 0.2 }), { nil: undefined }),
    constraints: fc.option(fc.record({ maxCostUsd: fc.constant(1), vendors: fc.record({ deny: fc.array(text) }) }), {
      nil: undefined,
    }),
    gateway: fc.option(fc.record({ token: fc.oneof(text, fc.array(text, { minLength: 1 })), host: text }), {
      nil: undefined,
    }),
    execution: fc.option(fc.record({ hedge: fc.constant({ delayMs: 1 }), retryWaitMs: fc.constant(5) }), {
      nil: undefined,
    }),
  })

  it('every setting is in the report once, all that is not carried as it is has a sentence, and every chain names what is there', () => {
    fc.assert(
      fc.property(configs, (more) => {
        const config = { ...base, ...more }
        const { yaml, report } = exportLitellm(config, { catalog, nowMs })
        expect(report.map(({ setting }) => setting)).toEqual([
          ...listSettings(config).map(({ path }) => toSettingName(path)),
          ...(config.gateway?.token === undefined ? ['general_settings.master_key'] : []),
        ])
        for (const { setting, fate, note } of report)
          expect(fate === 'carried' || (note ?? '').endsWith('.'), `${setting}: ${fate}`).toBe(true)

        const { model_list, router_settings } = parse(yaml, { version: '1.1' }) as LitellmConfig
        const ids = model_list.map(({ model_info }) => model_info.id)
        expect(new Set(ids).size).toBe(ids.length)
        const groups = new Set(model_list.map(({ model_name }) => model_name))
        const aliases = (router_settings['model_group_alias'] ?? {}) as Record<string, string | { model: string }>
        const lists = ['fallbacks', 'context_window_fallbacks', 'content_policy_fallbacks'] as const
        for (const entry of lists.flatMap((name) => (router_settings[name] ?? []) as Record<string, string[]>[])) {
          for (const [group, chain] of Object.entries(entry)) {
            expect(groups.has(group) || Object.hasOwn(aliases, group), group).toBe(true)
            for (const name of chain) expect(groups.has(name) || ids.includes(name), name).toBe(true)
          }
        }
        for (const alias of Object.values(aliases))
          expect(groups).toContain(typeof alias === 'string' ? alias : alias.model)
        // Every name that callers have sent so far is still taken.
        for (const name of Object.keys(config.aliases ?? {}))
          expect(groups.has(name) || Object.hasOwn(aliases, name)).toBe(true)
      }),
    )
  })
})
