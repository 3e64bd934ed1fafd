import { catalog } from '@signalbox/catalog'
import { checkConfig } from '@signalbox/config'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importOpenrouter } from './import-openrouter.ts'

function read(body: unknown): ReturnType<typeof importOpenrouter> {
  return importOpenrouter(typeof body === 'string' ? body : JSON.stringify(body, undefined, 2), {
    file: 'body.json',
    catalog,
  })
}

const fateOf = (imported: ReturnType<typeof importOpenrouter>, setting: string): string =>
  imported.report
    .filter((one) => one.setting === setting)
    .map(({ fate, note }) => `${fate}: ${note ?? ''}`)
    .join('\n')

const body = {
  model: 'anthropic/claude-sonnet-4.6',
  models: ['deepseek/deepseek-v4-pro:nitro', 'z-ai/glm-5.2'],
  provider: { order: ['anthropic'], zdr: true, data_collection: 'deny', max_price: { prompt: 3 } },
  route: 'fallback',
  temperature: 0.2,
  messages: [{ role: 'user', content: 'a secret' }],
}

describe('a request body', () => {
  it('becomes a tier that OpenRouter falls back in', () => {
    const { config, yaml, report } = read(body)
    const checked = checkConfig(yaml, { file: 'x', catalog, env: {}, nowMs: Date.UTC(2026, 10, 25) })
    expect(checked.issues.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(checked.config).toEqual(config)
    expect(config?.upstreams['openrouter']).toMatchObject({
      carrier: 'openrouter',
      fallsBack: true,
      body: { provider: body.provider, temperature: 0.2 },
    })
    expect(config?.targets.map(({ as, retentionDays }) => [as, retentionDays])).toEqual([
      ['anthropic/claude-sonnet-4.6', 0],
      ['deepseek/deepseek-v4-pro:nitro', 0],
      ['z-ai/glm-5.2', 0],
    ])
    expect(JSON.stringify([yaml, report])).not.toContain('a secret')
    expect(report.every(({ fate, note }) => fate === 'carried' || note !== undefined)).toBe(true)
  })

  it('one model: one model a call', () => {
    expect(read({ model: 'z-ai/glm-5.2' }).config?.upstreams['openrouter']).not.toHaveProperty('fallsBack')
  })

  it.each([
    [{ models: ['openrouter/auto'] }, 'models[0]', /not-carried: .*two routers/],
    [{ plugins: [{ id: 'auto-router' }] }, 'plugins[0].id', /not-carried: .*two routers/],
    [{ plugins: [{ id: 'web' }] }, 'plugins[0].id', /different: .*search/],
    [{ plugins: [{}] }, 'plugins[0]', /error/],
    [{ transforms: ['middle-out'] }, 'transforms[0]', /different: .*context window/],
    [{ preset: 'x' }, 'preset', /not-carried/],
    [{ route: 'all' }, 'route', /error/],
    [{ provider: { order: ['a'], ignore: ['a'] } }, 'provider.order[0]', /error/],
    [{ provider: { sorted: 'price' } }, 'provider.sorted', /unknown/],
    [{ provider: { zdr: 'yes please' } }, 'provider.zdr', /error/],
    [{ models: ['x'] }, 'models[0]', /error: .*vendor\/model/],
    [{ models: ['someone/new:free'] }, 'models[0]', /different: .*free.*128,000/],
    [{ temprature: 1 }, 'temprature', /unknown: .*"temperature"/],
    [{ stream: true }, 'stream', /not-carried/],
    [{ provider: { sort: 'cheap' } }, 'provider.sort', /^error: provider\.sort must be "price", "throughput"/],
    [{ temperature: 'hot' }, 'temperature', /^error: temperature must be a number from 0 to 2/],
    [{ temperature: 2.1 }, 'temperature', /^error: .*from 0 to 2/],
    [{ top_p: -4 }, 'top_p', /^error: .*from 0 to 1/],
    [{ max_tokens: 0 }, 'max_tokens', /^error: .*whole number from 1 on/],
    [{ reasoning: { effort: 'huge' } }, 'reasoning.effort', /^error: reasoning\.effort must be one of max, xhigh/],
    [{ stop: [1] }, 'stop[0]', /^error: stop must be text, or a list/],
    [{ response_format: 'json' }, 'response_format', /^error: .*a map/],
    [{ temperature: null }, 'temperature', /^carried/],
    [{ usage: { include: false } }, 'usage.include', /^different: The usage is always asked for/],
    [{ usage: { include: true } }, 'usage.include', /^carried/],
  ])('%j', (more, setting, says) => {
    expect(fateOf(read({ model: 'z-ai/glm-5.2', ...more }), setting)).toMatch(says)
  })
})

describe('a secret', () => {
  const secret = 'sk-or-v1-0123456789abcdef0123456789abcdef'
  it.each([
    [{ provider: { api_key: secret } }, 'provider.api_key'],
    [{ provider: { only: [secret] } }, 'provider.only[0]'],
    [{ plugins: [{ id: 'web', api_key: 'hush' }] }, 'plugins[0].api_key'],
    [{ reasoning: { token: 'hush' } }, 'reasoning.token'],
    [{ reasoning: { a: [{ b: `Bearer ${secret}` }] } }, 'reasoning.a[0].b'],
    [{ stop: ['${HOME}'] }, 'stop[0]'],
  ])('%j is in no config and no report', (more, setting) => {
    const imported = read({ model: 'z-ai/glm-5.2', ...more })
    expect(fateOf(imported, setting)).toMatch(/^error: It looks like a key/)
    expect(imported.config).toBeUndefined()
    expect(JSON.stringify(imported)).not.toMatch(/hush|sk-or/)
  })

  it('what is not carried is no matter', () => {
    expect(
      read({ model: 'z-ai/glm-5.2', user: secret, messages: [{ role: 'user', content: secret }] }).yaml,
    ).not.toContain(secret)
  })
})

describe('a preset', () => {
  it('its settings are found in what the API answers', () => {
    const imported = read({
      data: {
        slug: 'mine',
        designated_version: {
          version: 2,
          system_prompt: 'Be brief',
          config: { models: ['z-ai/glm-5.2'], provider: { sort: 'price' } },
        },
      },
    })
    expect(imported.config?.targets).toMatchObject([{ model: 'z-ai/glm-5.2' }])
    expect(fateOf(imported, 'data.designated_version.config.provider.sort')).toMatch(/^carried/)
    expect(fateOf(imported, 'data.designated_version.system_prompt')).toMatch(/not-carried/)
  })
})

describe('bad input', () => {
  it.each([
    ['[]'],
    ['text'],
    ['{'],
    [''],
    ['{"model": 3}'],
    ['{"model": "openrouter/auto"}'],
    ['{"models": []}'],
    ['{"a":1,"a":2}'],
  ])('%s: an error, no config', (text) => {
    const { config, report } = read(text)
    expect(config).toBeUndefined()
    expect(report.some(({ fate }) => fate === 'error')).toBe(true)
  })
  it('says what a body must have', () => {
    expect(fateOf(read('{}'), '(file)')).toMatch(/a request body has one as model, or several as models/)
  })
  it('whatever is in it, every setting is told and nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.constantFrom('provider', 'models', 'plugins', 'config'),
        (json, name) => {
          const { config, report } = read(`{"model":"z-ai/glm-5.2","${name}":${json}}`)
          expect(config === undefined).toBe(report.some(({ fate }) => fate === 'error'))
        },
      ),
      { numRuns: 200 },
    )
  })
})
