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
  ])('%j', (more, setting, says) => {
    expect(fateOf(read({ model: 'z-ai/glm-5.2', ...more }), setting)).toMatch(says)
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
