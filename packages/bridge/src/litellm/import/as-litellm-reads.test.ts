import { catalog } from '@signalbox/catalog'
import { describe, expect, it } from 'vitest'
import { importLitellm, type ImportLitellmOptions } from './import-litellm.ts'

/** Each of these is how router.py and its kin of LiteLLM 1.106.12 read a setting. */
function read(text: string, more: Partial<ImportLitellmOptions> = {}): ReturnType<typeof importLitellm> {
  return importLitellm(text, { file: 'litellm.yaml', catalog, nowMs: Date.UTC(2026, 10, 25), ...more })
}

function of(names: readonly string[], more: string, params = ''): ReturnType<typeof importLitellm> {
  const entries = names.map(
    (name) => `  - { model_name: ${name}, litellm_params: { model: openai/gpt-5, api_key: os.environ/K${params} } }`,
  )
  return read(`model_list:\n${entries.join('\n')}\n${more}\n`)
}

function noteOf({ report }: ReturnType<typeof importLitellm>, setting: string): string {
  const found = report.filter((each) => each.setting === setting)
  return found.map(({ fate, note }) => `${fate}: ${note ?? ''}`).join('\n')
}

/** What stands in for a group. */
function chainOf({ config }: ReturnType<typeof importLitellm>, group: string): readonly string[] | undefined {
  const rules = config && 'rules' in config.strategy ? config.strategy.rules : []
  const use = rules.find(({ name }) => name === group)?.use
  return typeof use === 'object' && 'fallbacks' in use ? use.fallbacks.next : undefined
}

describe('fall-backs', () => {
  it('of two lists for a group the first holds, and the other is told', () => {
    const imported = of(['a', 'b', 'c'], 'router_settings: { fallbacks: [{ a: [b] }, { a: [c] }] }')
    expect(chainOf(imported, 'a')).toEqual(['b'])
    expect(noteOf(imported, 'router_settings.fallbacks[1].a[0]')).toMatch(/not-carried: .*first/)
  })

  it('of two lists for all the last holds, and default_fallbacks are behind them all', () => {
    expect(chainOf(of(['a', 'b', 'c'], 'router_settings: { fallbacks: [{ "*": [b] }, { "*": [c] }] }'), 'a')).toEqual([
      'c',
    ])
    const both = of(['a', 'b', 'c'], 'router_settings: { fallbacks: [{ "*": [b] }], default_fallbacks: [c] }')
    expect(chainOf(both, 'a')).toEqual(['c'])
    expect(noteOf(both, 'router_settings.fallbacks[0].*[0]')).toMatch(/not-carried: .*default_fallbacks/)
  })

  it.each(['[{ a: [b], b: [a] }]', '[a]', '[{}]'])('%s: LiteLLM would not start', (list) => {
    const imported = of(['a', 'b'], `router_settings: { fallbacks: ${list} }`)
    expect(imported.config).toBeUndefined()
    expect(imported.report.map(({ note }) => note ?? '').join('\n')).toMatch(/one group/)
  })

  it('a list is found by the name with its provider and without', () => {
    const imported = of(
      ['openai/a', 'gpt-5', 'c'],
      'router_settings: { fallbacks: [{ a: [c] }, { openai/gpt-5: [c] }] }',
    )
    expect(chainOf(imported, 'openai/a')).toEqual(['c'])
    expect(chainOf(imported, 'gpt-5')).toEqual(['c'])
  })

  it('an empty list of router_settings gives way to that of litellm_settings', () => {
    const text = 'router_settings: { fallbacks: [] }\nlitellm_settings: { fallbacks: [{ a: [b] }] }'
    expect(chainOf(of(['a', 'b'], text), 'a')).toEqual(['b'])
  })
})

describe('defaults and credentials', () => {
  it('default_litellm_params win over those of a deployment, and count only where a call has them', () => {
    const imported = of(
      ['a'],
      'router_settings: { default_litellm_params: { temperature: 0, weight: 3, timeout: 5, foo: 1 } }',
      ', temperature: 1',
    )
    expect(imported.config?.targets[0]?.body).toEqual({ temperature: 0 })
    expect(noteOf(imported, 'model_list[0].litellm_params.temperature')).toMatch(
      /not-carried: .*default_litellm_params/,
    )
    expect(noteOf(imported, 'router_settings.default_litellm_params.temperature')).toBe('carried: ')
    expect(noteOf(imported, 'router_settings.default_litellm_params.weight')).toMatch(/not-carried: .*each deployment/)
    expect(noteOf(imported, 'router_settings.default_litellm_params.timeout')).toMatch(/not-carried/)
    expect(noteOf(imported, 'router_settings.default_litellm_params.foo')).toMatch(/unknown/)
  })

  it('credentials without a name are no defaults', () => {
    const imported = of(['a'], 'credential_list: [{ credential_values: { api_base: "https://other.example/v1" } }]')
    expect(noteOf(imported, 'credential_list[0].credential_values.api_base')).toMatch(/error: .*credential_name/)
  })

  it('of two credentials of one name the first are taken', () => {
    const imported = of(
      ['a'],
      'credential_list: [{ credential_name: x, credential_values: { organization: one } }, { credential_name: x, credential_values: { organization: two } }]',
      ', litellm_credential_name: x',
    )
    expect(imported.config?.upstreams['openai']?.headers).toEqual({ 'openai-organization': 'one' })
    expect(noteOf(imported, 'credential_list[1].credential_values.organization')).toMatch(/not-carried: The first/)
  })
})

describe('time limits', () => {
  it('request_timeout bounds each attempt, and wins over router_settings.timeout', () => {
    const imported = of(['a'], 'router_settings: { timeout: 30 }\nlitellm_settings: { request_timeout: 7 }')
    expect(imported.config?.execution?.firstTokenTimeoutMs).toBe(7_000)
    expect(noteOf(imported, 'router_settings.timeout')).toMatch(/not-carried: litellm_settings.request_timeout wins/)
  })

  it('one of a deployment wins over both: the longest holds for all', () => {
    const imported = read(`model_list:
  - { model_name: a, litellm_params: { model: openai/gpt-5, timeout: 600, stream_timeout: 9 } }
  - { model_name: b, litellm_params: { model: openai/gpt-5 } }
router_settings: { timeout: 30, stream_timeout: 4 }
`)
    expect(imported.config?.execution).toMatchObject({ firstTokenTimeoutMs: 600_000, gapTimeoutMs: 9_000 })
    expect(noteOf(imported, 'router_settings.timeout')).toMatch(/different: .*longest/)
    expect(noteOf(imported, 'router_settings.stream_timeout')).toMatch(/different: .*longest/)
  })

  it.each(['-1', 'soon', '0'])('timeout: %s of a deployment is none', (timeout) => {
    const imported = of(['a'], '', `, timeout: ${timeout}`)
    expect(noteOf(imported, 'model_list[0].litellm_params.timeout')).toMatch(/error: .*seconds/)
  })
})

describe('models', () => {
  it('an embedding costs nothing for what it gives', () => {
    const { config } = read(`model_list:
  - model_name: a
    litellm_params: { model: openai/own-embed, input_cost_per_token: 2.0e-8 }
    model_info: { mode: embedding }
`)
    expect(config?.targets[0]?.prices).toEqual({ input: 0.02, output: 0 })
  })

  it('what two deployments say of one unknown model is kept apart', () => {
    const { config } = read(`model_list:
  - { model_name: a, litellm_params: { model: openai/own }, model_info: { max_input_tokens: 8000, max_output_tokens: 900 } }
  - { model_name: b, litellm_params: { model: openai/own }, model_info: { max_input_tokens: 4000 } }
`)
    expect(config?.models).toMatchObject([{ id: 'openai/own', contextTokens: 8_000, maxOutputTokens: 900 }])
    expect(config?.targets).toMatchObject([{ id: 'a/openai' }, { id: 'b/openai', contextTokens: 4_000 }])
    expect(config?.targets[0]).not.toHaveProperty('contextTokens')
  })

  it('what the catalogue knows better is told', () => {
    const imported = read(
      'model_list: [{ model_name: a, litellm_params: { model: openai/gpt-5 }, model_info: { supports_vision: false, supports_function_calling: true } }]',
    )
    expect(noteOf(imported, 'model_list[0].model_info.supports_vision')).toMatch(/different: The catalogue says/)
    expect(noteOf(imported, 'model_list[0].model_info.supports_function_calling')).toBe('carried: ')
  })

  it('tools and schemas are what the target offers', () => {
    const { config } = read(
      'model_list: [{ model_name: a, litellm_params: { model: openai/gpt-5 }, model_info: { supports_function_calling: false, supports_response_schema: true } }]',
    )
    expect(config?.targets[0]).toMatchObject({ tools: false })
    expect(config?.targets[0]).not.toHaveProperty('jsonSchema')
  })

  it('an address of their own wire is not one that we can speak to', () => {
    const imported = read(
      'model_list: [{ model_name: a, litellm_params: { model: gemini/gemini-2.5-pro, api_base: "https://g.example/v1beta" } }]',
    )
    expect(noteOf(imported, 'model_list[0].litellm_params.api_base')).toMatch(/different: .*OpenAI/)
  })

  it('Anthropic’s address may have its path behind it', () => {
    const base = (address: string): string | undefined =>
      read(
        `model_list: [{ model_name: a, litellm_params: { model: anthropic/claude-sonnet-4-6, api_base: "${address}" } }]`,
      ).config?.upstreams['anthropic']?.baseUrl
    expect(base('https://a.example/v1/messages')).toBe('https://a.example')
    expect(base('https://a.example/')).toBe('https://a.example')
  })
})

describe('flags say what is done', () => {
  it.each([
    ['litellm_settings', 'set_verbose: false', /^carried/],
    ['litellm_settings', 'set_verbose: true', /^different: .*debug/],
    ['litellm_settings', 'json_logs: false', /^different: .*JSON/],
    ['litellm_settings', 'telemetry: true', /^different: Nothing/],
    ['router_settings', 'enable_pre_call_checks: false', /^different: .*always/],
    ['router_settings', 'enable_tag_filtering: false', /^carried/],
    ['general_settings', 'cancel_on_disconnect: false', /^different: .*always/],
    ['general_settings', 'store_prompts_in_spend_logs: false', /^carried/],
  ])('%s: %s', (section, flag, says) => {
    expect(noteOf(of(['a'], `${section}: { ${flag} }`), `${section}.${flag.split(':')[0]}`)).toMatch(says)
  })
})

describe('large files', () => {
  const groups = (count: number): string[] => Array.from({ length: count }, (_, index) => `m${index}`)

  it('a chain is written out to 50 names: a request tries no more than 20', () => {
    const names = groups(120)
    const imported = of(names, `litellm_settings: { default_fallbacks: [${names.join(', ')}] }`)
    expect(chainOf(imported, 'm0')).toHaveLength(50)
    expect(noteOf(imported, 'litellm_settings.default_fallbacks[7]')).toMatch(/different: .*50/)
  })

  it('a chain of thousands is no deep recursion', () => {
    const names = groups(3_000)
    const lists = names.slice(1).map((name, index) => `{ m${index}: [${name}] }`)
    const imported = of(names, `router_settings: { max_fallbacks: 100000, fallbacks: [${lists.join(', ')}] }`)
    expect(chainOf(imported, 'm0') ?? []).toHaveLength(0)
    // What comes of it is longer than a config may be, and that is said.
    expect(noteOf(imported, '(file)')).toMatch(/error: .*at most 1 million/)
  })

  it('hints are for people: the first hundred', () => {
    const names = groups(200)
    const imported = of(
      names,
      `router_settings: { fallbacks: [${names.map((name) => `{ ${name}x: [m1] }`).join(', ')}] }`,
    )
    const hints = imported.report.filter(({ note }) => note?.includes('Did you mean') === true)
    expect(hints).toHaveLength(100)
  })
})
