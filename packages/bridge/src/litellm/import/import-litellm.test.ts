import { readdirSync, readFileSync } from 'node:fs'
import { catalog } from '@signalbox/catalog'
import { checkConfig } from '@signalbox/config'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { toSettingName, type SettingPath } from '../../import/setting-path.ts'
import { importLitellm, type ImportLitellmOptions } from './import-litellm.ts'

const nowMs = Date.UTC(2026, 10, 25)
const folder = new URL('../../../test/litellm-configs/', import.meta.url)
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

function read(text: string, more: Partial<ImportLitellmOptions> = {}): ReturnType<typeof importLitellm> {
  return importLitellm(text, { file: 'litellm.yaml', catalog, nowMs, env: { CHAT_MODEL: 'openai/chat-a' }, ...more })
}

/** Fate and note of one setting. */
function lineOf(imported: ReturnType<typeof importLitellm>, setting: string): string {
  const found = imported.report.filter((one) => one.setting === setting)
  return found.map(({ line, fate, note }) => `${line} ${fate}: ${note ?? ''}`).join('\n')
}

function leaves(value: unknown, path: SettingPath = []): string[] {
  if (typeof value !== 'object' || value === null || value instanceof Date) return [toSettingName(path)]
  const entries: (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value)
  return entries.length === 0 ? [toSettingName(path)] : entries.flatMap(([key, inner]) => leaves(inner, [...path, key]))
}

describe('configs of every documented kind', () => {
  it.each(names)('%s: a config that holds, the same as its file, every setting told once', (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8')
    const { config, yaml, report } = read(text, { file: name })
    const checked = checkConfig(yaml, { file: name, catalog, env: {}, nowMs })
    expect(checked.issues.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(checked.config).toEqual(config)
    const told = report.filter(({ line }) => line !== undefined)
    expect(told.map(({ setting }) => setting).toSorted()).toEqual(
      leaves(parse(text, { version: '1.1', merge: true })).toSorted(),
    )
    expect(report.filter(({ fate, note }) => fate !== 'carried' && note === undefined)).toEqual([])
    expect(told.every(({ line }) => line !== undefined && line > 0)).toBe(true)
    // The one setting that a file is asked for where it has none.
    expect(['router_settings.timeout', undefined]).toContain(report.find((one) => !told.includes(one))?.setting)
    expect(report.length - told.length).toBeLessThan(2)
  })
})

const one = (more = '', params = ''): string => `model_list:
  - model_name: chat
    litellm_params:
      model: openai/gpt-5
      api_key: os.environ/OPENAI_API_KEY
${params}${more}`

describe('what becomes of a setting', () => {
  it.each([
    ['litellm_settings: { drop_params: true }', 'litellm_settings.drop_params', /different: .*dropped and named/],
    ['litellm_settings: { cache: true }', 'litellm_settings.cache', /not-carried: Replies/],
    [
      'litellm_settings: { success_callback: [langfuse] }',
      'litellm_settings.success_callback[0]',
      /not-carried: .*callbacks/,
    ],
    [
      'litellm_settings: { max_budget: 10, budget_duration: 7d }',
      'litellm_settings.max_budget',
      /not-carried: Budgets/,
    ],
    [
      'router_settings: { routing_strategy: least-busy }',
      'router_settings.routing_strategy',
      /different: Requests in flight/,
    ],
    [
      'router_settings: { routing_strategy: simpel-shuffle }',
      'router_settings.routing_strategy',
      /error: .*mean "simple-shuffle"/,
    ],
    ['router_settings: { num_retries: many }', 'router_settings.num_retries', /error: .*whole number/],
    ['router_settings: { num_retries: { a: 1 } }', 'router_settings.num_retries.a', /error: .*whole number/],
    ['router_settings: { num_retrys: 2 }', 'router_settings.num_retrys', /unknown: .*mean "num_retries"/],
    [
      'router_settings: { timeout: os.environ/NOT_SET }',
      'router_settings.timeout',
      /not-carried: .*NOT_SET is not set/,
    ],
    [
      'router_settings: { fallbacks: [{ chat: [chta] }] }',
      'router_settings.fallbacks[0].chat[0]',
      /error: .*mean "chat"/,
    ],
    [
      'router_settings: { fallbacks: [{ caht: [chat] }] }',
      'router_settings.fallbacks[0].caht[0]',
      /error: .*mean "chat"/,
    ],
    ['router_settings: { model_group_alias: { gpt-4: chta } }', 'router_settings.model_group_alias.gpt-4', /error/],
    [
      'router_settings: { model_group_alias: { chat: chat } }',
      'router_settings.model_group_alias.chat',
      /error: .*as well/,
    ],
    [
      'general_settings: { database_url: os.environ/DATABASE_URL }',
      'general_settings.database_url',
      /not-carried: .*SQLite/,
    ],
    ['guardrails: [{ guardrail_name: a }]', 'guardrails[0].guardrail_name', /not-carried: Guardrails/],
    ['mcp_servers: { a: { url: b } }', 'mcp_servers.a.url', /not-carried/],
    ['routersettings: { timeout: 1 }', 'routersettings.timeout', /unknown: .*mean "router_settings"/],
    ['credential_list: []', 'credential_list', /different/],
    ['general_settings:', 'general_settings', /carried: Nothing is set/],
  ])('%s', (more, setting, says) => {
    expect(lineOf(read(one(`${more}\n`)), setting)).toMatch(says)
  })

  it.each([
    ['temperature: 0.2', 'temperature', /carried/],
    ['temprature: 0.2', 'temprature', /unknown: .*mean "temperature"/],
    ['rpm: 10', 'rpm', /not-carried: Rates/],
    ['aws_region_name: eu', 'aws_region_name', /not-carried/],
    ['input_cost_per_second: 1', 'input_cost_per_second', /not-carried: Only prices per token/],
    ['api_base: not an address', 'api_base', /error: .*address/],
    ['order: -1', 'order', /error: .*whole number/],
    ['weight: [1]', 'weight[0]', /error/],
    ['litellm_credential_name: x', 'litellm_credential_name', /error: There are no credentials/],
    ['extra_body: { api_key: abc }', 'extra_body.api_key', /not-carried: Secrets/],
  ])('litellm_params: %s', (more, name, says) => {
    expect(lineOf(read(one('', `      ${more}\n`)), `model_list[0].litellm_params.${name}`)).toMatch(says)
  })

  it('of two sections router_settings wins, and the other is told', () => {
    const imported = read(one('router_settings: { num_retries: 3 }\nlitellm_settings: { num_retries: 1 }\n'))
    expect(imported.config?.execution?.maxRetriesPerTarget).toBe(3)
    expect(lineOf(imported, 'litellm_settings.num_retries')).toMatch(/not-carried: router_settings.num_retries wins/)
  })
})

describe('models and providers', () => {
  const of = (model: string, more = ''): ReturnType<typeof importLitellm> =>
    read(`model_list: [{ model_name: m, litellm_params: { model: "${model}"${more} } }]`)
  it.each([
    ['gpt-5', 'openai', 'openai/gpt-5', 'gpt-5'],
    ['openai/gpt-5.4-2026-03-05', 'openai', 'openai/gpt-5.4', 'gpt-5.4-2026-03-05'],
    ['claude-sonnet-4-6', 'anthropic', 'anthropic/claude-sonnet-4.6', 'claude-sonnet-4-6'],
    ['anthropic/claude-sonnet-4-5-20250929', 'anthropic', 'anthropic/claude-sonnet-4.5', 'claude-sonnet-4-5-20250929'],
    ['gemini/gemini-2.5-pro', 'gemini', 'google/gemini-2.5-pro', 'gemini-2.5-pro'],
    ['xai/grok-4.3', 'xai', 'x-ai/grok-4.3', 'grok-4.3'],
    [
      'openrouter/anthropic/claude-sonnet-4.6',
      'openrouter',
      'anthropic/claude-sonnet-4.6',
      'anthropic/claude-sonnet-4.6',
    ],
    ['groq/new-model', 'groq', 'groq/new-model', 'new-model'],
    ['ollama/llama3.1:8b', 'ollama', 'ollama/llama3.1:8b', 'llama3.1:8b'],
  ])('%s', (model, upstream, id, as) => {
    expect(of(model).config?.targets).toMatchObject([{ upstream, model: id, as }])
  })

  it('Azure: its v1 address, its own header, the deployment as name, the model it is based on', () => {
    const { config } = read(`model_list:
  - model_name: m
    litellm_params: { model: azure/my-gpt, api_base: https://x.openai.azure.com/, api_key: os.environ/AZ, api_version: "2025-01-01" }
    model_info: { base_model: azure/gpt-5 }
`)
    expect(config?.upstreams).toEqual({
      azure: {
        dialect: 'openai-chat',
        baseUrl: 'https://x.openai.azure.com/openai/v1',
        headers: { 'api-key': '${AZ}' },
      },
    })
    expect(config?.targets).toMatchObject([{ model: 'openai/gpt-5', provider: 'azure', as: 'my-gpt' }])
  })

  it('what cannot be called from here is not carried, or goes through a proxy', () => {
    const text = `model_list:
  - { model_name: a, litellm_params: { model: bedrock/anthropic.claude-sonnet-4-6-v1:0, aws_region_name: eu } }
  - { model_name: a, litellm_params: { model: vertex_ai/claude-sonnet-4-6, vertex_project: p } }
  - { model_name: b, litellm_params: { model: gpt-5 } }
`
    const direct = read(text)
    expect(direct.config?.targets.map(({ id }) => id)).toEqual(['b/openai'])
    expect(lineOf(direct, 'model_list[0].litellm_params.model')).toMatch(/not-carried: .*--through/)
    const through = read(text, { proxyUrl: 'http://127.0.0.1:4000/' })
    expect(through.config?.upstreams['litellm']).toMatchObject({
      baseUrl: 'http://127.0.0.1:4000/v1',
      carrier: 'litellm',
    })
    expect(through.config?.targets.map(({ id, as }) => [id, as])).toEqual([
      ['a/litellm', 'a'],
      ['b/openai', 'gpt-5'],
    ])
  })

  it('tells a provider that nobody knows', () => {
    expect(lineOf(of('opnai/gpt-5'), 'model_list[0].litellm_params.model')).toMatch(/error: .*mean "openai"/)
  })

  it('a wildcard is carried for the names that the file mentions', () => {
    const imported = read(`model_list:
  - { model_name: "openai/*", litellm_params: { model: "openai/*", api_key: os.environ/OPENAI_API_KEY } }
  - { model_name: chat, litellm_params: { model: claude-sonnet-4-6 } }
router_settings: { fallbacks: [{ chat: ["openai/gpt-5", "other/x"] }] }
`)
    expect(lineOf(imported, 'model_list[0].model_name')).toMatch(/different: .*"openai\/gpt-5"/)
    expect(lineOf(imported, 'router_settings.fallbacks[0].chat[0]')).toMatch(/^4 different: .*calls invalid/)
    expect(lineOf(imported, 'router_settings.fallbacks[0].chat[1]')).toMatch(/^4 error/)
  })

  it('a wildcard names no model', () => {
    const imported = read(`model_list:\n  - { model_name: "openai/*", litellm_params: { model: "openai/*" } }\n`)
    expect(imported.config).toBeUndefined()
    expect(imported.report.map(({ fate }) => fate)).toContain('error')
  })
})

describe('secrets', () => {
  const secret = 'sk-4f9a77c1d2'
  it('never come out, wherever they stand; the report names the variable', () => {
    const imported = read(
      `model_list:
  - { model_name: a, litellm_params: { model: gpt-5, api_key: ${secret} } }
  - { model_name: b, litellm_params: { model: gpt-5, api_key: ${secret}-2, extra_headers: { x-auth: ${secret} } } }
  - { model_name: c, litellm_params: { model: hosted_vllm/x, api_base: "https://u:${secret}@h.example/v1" } }
  - { model_name: d, litellm_params: { model: gpt-5, extra_body: { a: { password: ${secret} } } } }
  - { model_name: e, litellm_params: { model: gpt-5, litellm_credential_name: mine } }
  - { model_name: f, litellm_params: { model: gpt-5, tools: [{ type: mcp, headers: { Authorization: ${secret} } }] } }
credential_list: [{ credential_name: mine, credential_values: { api_key: ${secret}-4 } }]
router_settings: { default_litellm_params: { extra_headers: { x-token: ${secret}-5 } } }
general_settings: { master_key: ${secret}-3 }
environment_variables: { OPENAI_API_KEY: ${secret} }
`,
    )
    expect(JSON.stringify(imported)).not.toContain(secret)
    expect(imported.config?.upstreams['openai']?.apiKey).toBe('${OPENAI_API_KEY_2}')
    expect(lineOf(imported, 'model_list[0].litellm_params.api_key')).toMatch(/OPENAI_API_KEY_2/)
    expect(lineOf(imported, 'credential_list[0].credential_values.api_key')).toMatch(/different: .*OPENAI_API_KEY_\d/)
    expect(lineOf(imported, 'router_settings.default_litellm_params.extra_headers.x-token')).toMatch(/A_X_TOKEN/)
    expect(imported.config?.gateway?.token).toBe('${LITELLM_MASTER_KEY}')
  })

  it('nor out of a file that is none', () => {
    for (const text of [
      `a: [${secret}`,
      `${secret}`,
      `a: &a [*a, ${secret}]`,
      `a: ${secret}\na: ${secret}`,
      `!x ${secret}`,
    ])
      expect(JSON.stringify(read(text))).not.toContain(secret)
  })
})

describe('bad files', () => {
  it.each([
    ['empty', '', /no model/],
    ['text', 'hello', /is a map/],
    ['a list', '- 1', /is a map/],
    ['broken', 'a: [1', /no valid YAML/],
    ['twice', 'litellm_settings: {}\nmodel_list: []\nlitellm_settings: {}', /lines 1 and 3/],
    ['two documents', 'a: 1\n---\nb: 2', /second document/],
    ['a circle', 'model_list: &a [*a]', /holds itself/],
    ['a bomb', bomb(), /aliases/],
    ['deep', `a: ${'['.repeat(200)}${']'.repeat(200)}`, /deep/],
    ['very deep', `a: ${'['.repeat(100_000)}`, /deep|valid/],
    ['long', `a: ${'x'.repeat(4_000_001)}`, /longer/],
    ['a tag', 'a: !!python/object:os.system x', /tag/],
    ['no name', 'model_list: [{ litellm_params: { model: gpt-5 } }]', /no model_name/],
    ['no model', 'model_list: [{ model_name: a }]', /no litellm_params.model/],
    ['entries that are none', 'model_list: [1, a, []]', /must be a map/],
  ])('%s: an error with its line, no config', (_, text, says) => {
    const { config, yaml, report } = read(text)
    expect(config).toBeUndefined()
    expect(yaml).toBe('')
    expect(
      report
        .filter(({ fate }) => fate === 'error')
        .map(({ note }) => note)
        .join('\n'),
    ).toMatch(says)
  })

  it('whatever is in it, it is told and nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 5 }),
        fc.constantFrom('', 'model_list: ', 'router_settings: ', 'litellm_settings: '),
        (json, head) => {
          const { config, report } = read(head + json)
          expect(config === undefined).toBe(report.some(({ fate }) => fate === 'error'))
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('include', () => {
  const files: Readonly<Record<string, string>> = {
    'models.yaml':
      'model_list: [{ model_name: b, litellm_params: { model: gpt-5 } }]\nlitellm_settings: { drop_params: true }\n',
  }
  const readInclude: ImportLitellmOptions['readInclude'] = (name) => {
    const text = files[name]
    return text === undefined ? undefined : { file: name, text }
  }
  const text = `include: [models.yaml]
model_list: [{ model_name: a, litellm_params: { model: gpt-5 } }]
litellm_settings: { json_logs: true }
`
  it('lists go behind each other, sections are replaced, and each line names its file', () => {
    const { config, report } = read(text, { readInclude })
    expect(config?.tiers.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(config?.gateway?.onUnsupported).toBe('drop')
    expect(report.find(({ setting }) => setting === 'model_list[1].model_name')).toMatchObject({
      file: 'models.yaml',
      line: 1,
    })
    expect(report.find(({ setting }) => setting === 'litellm_settings.json_logs')).toMatchObject({
      fate: 'not-carried',
    })
  })
  it('a file that is not there is an error', () => {
    expect(lineOf(read(text), 'include')).toMatch(/1 error: .*models.yaml/)
  })
})

it('500 models', () => {
  const entries = Array.from(
    { length: 500 },
    (_, index) =>
      `  - { model_name: m${index}, litellm_params: { model: openai/m${index}, api_base: http://h${index % 7}/v1 } }`,
  )
  const { config, yaml, report } = read(`model_list:\n${entries.join('\n')}\n`)
  expect([config?.targets.length, report.length]).toEqual([500, 1501])
  expect(checkConfig(yaml, { file: 'x', catalog, env: {}, nowMs }).config).toEqual(config)
})

function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
  for (let level = 1; level < 9; level++)
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`)
  return lines.join('\n')
}
