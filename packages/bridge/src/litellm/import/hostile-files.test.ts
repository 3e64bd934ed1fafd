import { catalog } from '@signalbox/catalog'
import { checkConfig } from '@signalbox/config'
import { describe, expect, it } from 'vitest'
import { importLitellm } from './import-litellm.ts'

const nowMs = Date.UTC(2026, 10, 25)
const secret = 'sk-4f9a77c1d2'
const env = { USER_TOKEN: secret, HOME_NAME: 'home', MODEL: 'openai/gpt-5', REGION: 'eu' }

function read(text: string): ReturnType<typeof importLitellm> {
  return importLitellm(text, { file: 'litellm.yaml', catalog, nowMs, env })
}

function one(params: string, more = '', info = ''): string {
  return `model_list:
  - model_name: chat
    litellm_params: { model: openai/gpt-5${params === '' ? '' : `, ${params}`} }
    model_info: { ${info} }
${more}
`
}

function notesOf({ report }: ReturnType<typeof importLitellm>, setting: string): string {
  return report
    .filter((each) => each.setting === setting)
    .map(({ fate, note }) => `${fate}: ${note ?? ''}`)
    .join('\n')
}

/** What is imported holds, and is in its file what it is in memory. */
function expectWhole(imported: ReturnType<typeof importLitellm>): void {
  const { config, yaml, report } = imported
  expect(config === undefined).toBe(report.some(({ fate }) => fate === 'error'))
  if (config === undefined) return
  const checked = checkConfig(yaml, { file: 'x', catalog, env: {}, nowMs })
  expect(checked.issues.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(checked.config).toEqual(config)
}

describe('values that nobody would write', () => {
  it.each([
    ['a map in place of a flag', one('drop_params: { toString: 1 }')],
    ['a map in place of an id', one('', '', 'id: { toString: 1 }')],
    ['an infinite field', one('temperature: .inf')],
    ['a field that is no number', one('top_p: .nan')],
    ['a date in a field', one('user: 2024-01-01')],
    ['a field that is the request itself', one('extra_body: { model: x, messages: [], stream: true }, models: [a/b]')],
    ['prices beyond numbers', one('input_cost_per_token: 1.0e+305, output_cost_per_token: 1')],
    ['more tokens than can be counted', one('', '', 'max_input_tokens: 99999999999999999999')],
    ['more retries than can be counted', one('', 'router_settings: { num_retries: 99999999999999999999 }')],
    ['an endless timeout', one('', 'router_settings: { timeout: 1.0e+308 }')],
    ['a body of no bytes', one('', 'general_settings: { max_request_size_mb: 0.0000001 }')],
    ['a body of all bytes', one('', 'general_settings: { max_request_size_mb: 1.0e+300 }')],
    ['the group auto', one('').replace('chat', 'auto')],
    ['the group of a prototype', one('').replace('chat', '__proto__')],
    ['a group on two lines', one('').replace('chat', '"a\\nb"')],
    ['a group of 5,000 letters', one('').replace('chat', 'x'.repeat(5_000))],
    ['an id that is a target', one('', '', 'id: chat/openai')],
    ['an id of a prototype', one('', '', 'id: __proto__')],
    ['an empty id', one('', '', 'id: ""')],
    ['an empty alias', one('', 'router_settings: { model_group_alias: { "": chat } }')],
    ['an alias of a prototype', one('', 'router_settings: { model_group_alias: { __proto__: chat } }')],
    ['an alias that is a target', one('', 'router_settings: { model_group_alias: { "chat/openai": chat } }')],
    [
      'names of virtual models',
      one('', 'router_settings: { model_group_alias: { auto: chat, "tier:chat": chat, "task:code": chat } }'),
    ],
    ['a model without a name', one('').replace('openai/gpt-5', 'openai/')],
    [
      'a wildcard with a pattern in the name',
      'model_list: [{ model_name: "*", litellm_params: { model: "openai/*" } }]\nrouter_settings: { fallbacks: [{ "$&x": ["$`"] }] }',
    ],
    ['headers of a prototype', one('extra_headers: { __proto__: a, constructor: b }')],
    ['a header that is none', one('extra_headers: { "a b": c, x-d: "e\\nf" }')],
  ])('%s', (_, text) => {
    expectWhole(read(text))
  })

  it('a flag is one of its words alone', () => {
    const imported = read(one('', 'litellm_settings: { drop_params: constructor }'))
    expect(notesOf(imported, 'litellm_settings.drop_params')).toMatch(/error: .*true or false/)
  })

  it('a time in milliseconds by mistake is no time that a timer cannot keep', () => {
    const { config } = read(one('', 'router_settings: { timeout: 600000 }'))
    expect(config?.execution?.firstTokenTimeoutMs).toBe(600_000_000)
    expect(config?.execution?.deadlineMs).toBe(2_147_483_647)
  })
})

describe('environment variables where nobody looks for them', () => {
  it.each([
    ['user: os.environ/USER_TOKEN', 'user', /not-carried: Secrets/],
    ['user: os.environ/HOME_NAME', 'user', /different: The value that HOME_NAME has now/],
    ['reasoning: { a: [{ b: os.environ/USER_TOKEN }] }', 'reasoning.a[0].b', /not-carried: Secrets/],
    ['extra_body: { a: { b: os.environ/USER_TOKEN } }', 'extra_body.a.b', /not-carried: Secrets/],
    ['stop: ["${USER_TOKEN}"]', 'stop[0]', /not-carried: Secrets/],
    ['region_name: os.environ/REGION', 'region_name', /different: The value that REGION has now/],
    ['region_name: os.environ/NOWHERE', 'region_name', /not-carried: .*NOWHERE is not set/],
    ['custom_llm_provider: os.environ/NOWHERE', 'custom_llm_provider', /not-carried: .*NOWHERE is not set/],
    ['api_key: os.environ/MY-KEY', 'api_key', /error: .*letters, digits/],
    ['api_base: os.environ/MY.BASE', 'api_base', /error: .*letters, digits/],
  ])('%s', (params, name, says) => {
    const imported = read(one(params))
    expect(notesOf(imported, `model_list[0].litellm_params.${name}`)).toMatch(says)
    expect(JSON.stringify(imported)).not.toContain(secret)
    expect(JSON.stringify(imported.config?.targets ?? [])).not.toMatch(/os\.environ|\$\{/)
    expectWhole(imported)
  })

  it('a name by reference is the name that LiteLLM would serve', () => {
    const { config } = read(one('').replace('chat', 'os.environ/HOME_NAME'))
    expect(config?.tiers.map(({ name }) => name)).toEqual(['home'])
  })

  it('braces of ours in a header or an address are no reference of theirs', () => {
    const imported = read(one('api_base: "https://h.example/${USER_TOKEN}", extra_headers: { x-a: "${HOME_NAME}" }'))
    expect(imported.config?.upstreams['openai']).toMatchObject({
      baseUrl: '${CHAT_BASE_URL}',
      headers: { 'x-a': '${CHAT_X_A}' },
    })
    expect(notesOf(imported, 'model_list[0].litellm_params.api_base')).toMatch(/different: .*CHAT_BASE_URL/)
  })

  it('a key that is written out is not put in the place of one that is looked for', () => {
    const { config } = read(`model_list:
  - { model_name: a, litellm_params: { model: openai/gpt-5, api_key: ${secret} } }
  - { model_name: b, litellm_params: { model: openai/gpt-5 } }
`)
    expect(Object.values(config?.upstreams ?? {}).map(({ apiKey }) => apiKey)).toEqual([
      '${OPENAI_API_KEY_2}',
      '${OPENAI_API_KEY}',
    ])
  })

  it.each([
    ['extra_headers: { x-team: "KEY" }', 'extra_headers.x-team', /different: .*CHAT_X_TEAM/],
    ['extra_headers: { x-team: "Bearer KEY" }', 'extra_headers.x-team', /different: .*CHAT_X_TEAM/],
    ['user: "KEY"', 'user', /not-carried: Secrets/],
    ['extra_body: { a: [{ b: "KEY" }] }', 'extra_body.a[0].b', /not-carried: Secrets/],
    ['organization: "KEY"', 'organization', /different: .*CHAT_OPENAI_ORGANIZATION/],
    ['api_base: "https://h.example/KEY/v1"', 'api_base', /different: .*CHAT_BASE_URL/],
  ])('what looks like a key is taken for one, whatever it is called: %s', (params, name, says) => {
    const imported = read(one(params.replace('KEY', secret)))
    expect(notesOf(imported, `model_list[0].litellm_params.${name}`)).toMatch(says)
    expect(JSON.stringify(imported)).not.toContain(secret)
  })

  it('what stands behind # in an address may be a secret too', () => {
    const imported = read(one(`api_base: "https://h.example/v1#${secret}"`))
    expect(JSON.stringify(imported)).not.toContain(secret)
  })
})

describe('prototypes', () => {
  it.each([
    'extra_body: { __proto__: { a: 1 } }',
    'extra_headers: { __proto__: a }',
    'thinking: { a: [{ __proto__: { b: 1 } }] }',
  ])('%s: nothing is called so', (params) => {
    expect(read(one(params)).report.map(({ note }) => note)).toEqual([expect.stringContaining('called __proto__')])
  })

  it('nor in an included file', () => {
    const { config, report } = importLitellm(`${one('')}include: [more.yaml]\n`, {
      file: 'litellm.yaml',
      catalog,
      nowMs,
      readInclude: (name) => ({ file: name, text: '__proto__: { litellm_settings: { drop_params: false } }\n' }),
    })
    expect(config).toBeUndefined()
    expect(report).toMatchObject([{ file: 'more.yaml', line: 1, fate: 'error' }])
  })
})
