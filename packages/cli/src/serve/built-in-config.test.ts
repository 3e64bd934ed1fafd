import { openConfig } from '@signalbox/express'
import { expect, it } from 'vitest'
import { builtInConfig } from './built-in-config.ts'
import { carrierMakers } from './carrier-makers.ts'

it('leaves out what has no key', () => {
  const { config, missing } = builtInConfig({ ANTHROPIC_API_KEY: 'k', DEEPSEEK_API_KEY: 'k', ZAI_API_KEY: '' })
  expect(missing).toEqual(['ZAI_API_KEY', 'OPENAI_API_KEY'])
  expect(Object.keys(config.upstreams)).toEqual(['deepseek', 'anthropic'])
  expect(config.tiers).toEqual([
    { name: 'economy', targets: ['deepseek/v4-pro'] },
    { name: 'frontier', targets: ['anthropic/sonnet'] },
  ])
  expect(config.strategy).toHaveProperty('rules')
})

it.each([
  ['ZAI_API_KEY', ['economy']],
  ['OPENAI_API_KEY', ['frontier']],
])('with %s alone one tier takes everything', (variable, tiers) => {
  const { config } = builtInConfig({ [variable]: 'k' })
  expect(config.tiers.map(({ name }) => name)).toEqual(tiers)
  expect(config.strategy).toEqual({ tier: tiers[0] })
})

it.each(['DEEPSEEK_API_KEY', 'ZAI_API_KEY', 'ANTHROPIC_API_KEY', 'OPENAI_API_KEY'])(
  'what is left for %s can be opened',
  async (variable) => {
    const env = { [variable]: 'k' }
    const { config } = builtInConfig(env)
    const opened = openConfig({ ...config, ledger: undefined }, { env })
    expect(opened.router.targets).toHaveLength(1)
    await opened.close()
  },
)

it("with OpenRouter's key alone all goes through OpenRouter", async () => {
  const env = { OPENROUTER_API_KEY: 'k' }
  const { config, missing } = builtInConfig(env)
  expect(missing).toEqual([])
  expect(config.upstreams).toMatchObject({ openrouter: { carrier: 'openrouter' } })
  const opened = openConfig({ ...config, ledger: undefined }, { env, carriers: carrierMakers })
  expect(opened.router.targets).toHaveLength(4)
  await opened.close()
})

it("another's key wins over OpenRouter's", () => {
  const { config } = builtInConfig({ OPENROUTER_API_KEY: 'k', OPENAI_API_KEY: 'k' })
  expect(Object.keys(config.upstreams)).toEqual(['openai'])
})

it('with no key at all names those it could use', () => {
  expect(() => builtInConfig({})).toThrow(
    /Set one of DEEPSEEK_API_KEY, ZAI_API_KEY, ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY/,
  )
})
