import { exportLitellm, importLitellm, type Imported } from '@signalbox/bridge/litellm'
import { catalog } from '@signalbox/catalog'
import { checkConfig, type SignalboxConfig } from '@signalbox/config'
import { litellmCommand, litellmVersion } from '@signalbox/contract-tests/litellm'
import type { MockServer } from '@signalbox/mock-providers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFixtures, toFixture, type Fixture } from './parity/fixture.ts'
import { askProxy, askSignalbox, costAtProxy, costAtSignalbox } from './parity/gateways.ts'
import { inTurn } from './parity/in-turn.ts'
import { startLitellmFork, type LitellmFork } from './parity/litellm-fork.ts'
import { observe, type Observed } from './parity/observe.ts'
import { startScriptedProvider, type RequestScript } from './parity/scripted-provider.ts'

const fixtures = readFixtures()
const key = 'sk-parity-4f7d2a91c0de'

/** Whose requests are decided by the file alone: no draws. `undefined`: all names that clients send. */
const behaviours: Readonly<Record<string, readonly string[] | undefined>> = {
  'single-model': undefined,
  order: undefined,
  fallbacks: undefined,
  'context-window-fallbacks': undefined,
  'content-policy-fallbacks': undefined,
  'default-fallbacks': undefined,
  'retries-and-timeouts': undefined,
  aliases: undefined,
  'load-balancing': ['by-weight'],
}

/** What goes another way here than at the proxy with the original file, and the setting whose line in the report says so. */
const differences: Readonly<Record<string, { readonly setting: string; readonly requests: readonly string[] }>> = {
  'load-balancing': {
    setting: 'model_list[1].litellm_params.weight',
    requests: [
      'by-weight: 429 at the first',
      'by-weight: 429 at the first, 500 in the rest of the group',
      'by-weight: 500 at the first',
      'by-weight: 500 at the first, silence in the rest of the group',
      'by-weight: a blip at the first',
      'by-weight: silence at the first',
    ],
  },
}

interface Loaded {
  readonly names: readonly string[]
  readonly observed: Observed
}

const ownConfig: SignalboxConfig = {
  upstreams: { own: { dialect: 'openai-chat', baseUrl: '${PROVIDER_BASE}', apiKey: '${PROVIDER_KEY}' } },
  models: [
    { id: 'own/cheap', contextTokens: 8_000, prices: { input: 0.3, output: 1.7, cacheRead: 0.03 } },
    { id: 'own/best', contextTokens: 100_000, prices: { input: 3, output: 15 } },
  ],
  targets: [
    { id: 'cheap-eu', model: 'own/cheap', upstream: 'own', as: 'own-1' },
    { id: 'cheap-us', model: 'own/cheap', upstream: 'own', as: 'own-2' },
    { id: 'best', model: 'own/best', upstream: 'own', as: 'own-3' },
  ],
  tiers: [
    { name: 'economy', targets: ['cheap-eu', 'cheap-us'] },
    { name: 'frontier', targets: ['best'] },
  ],
  strategy: { rules: [{ when: { task: ['code', 'math'] }, use: 'frontier' }], otherwise: 'economy' },
  aliases: { 'gpt-4': 'tier:frontier' },
  execution: { maxRetriesPerTarget: 0 },
}
const ownModels = ['own-1', 'own-2', 'own-3']
const ownNames = {
  auto: 'served by own-1',
  'tier:economy': 'served by own-1',
  'tier:frontier': 'served by own-3',
  'task:code': 'served by own-3',
  'gpt-4': 'served by own-3',
}
const ownScripts: readonly RequestScript[] = [
  {},
  { 'own-1': '500' },
  { 'own-3': '429' },
  { 'own-1': '429', 'own-2': '500' },
  { 'own-1': 'overflow' },
  { 'own-3': 'overflow' },
  { 'own-1': 'policy', 'own-3': 'policy' },
  { '*': '500' },
]

const manyModels = toFixture(
  '500 models',
  `model_list:\n${Array.from(
    { length: 500 },
    (_, n) =>
      `  - model_name: model-${n}\n    litellm_params: { model: openai/wire-${n}, api_base: os.environ/PROVIDER_BASE, api_key: os.environ/PROVIDER_KEY }\n`,
  ).join(
    '',
  )}router_settings:\n  fallbacks:\n${Array.from({ length: 499 }, (_, n) => `    - model-${n}: [model-${n + 1}]\n`).join('')}`,
)

describe.skipIf(litellmCommand === undefined)(
  `the same requests at LiteLLM ${litellmVersion}, the real proxy, and here`,
  { timeout: 120_000 },
  () => {
    let provider: MockServer
    let fork: LitellmFork
    let env: Readonly<Record<string, string>>

    beforeAll(async () => {
      const models = [...fixtures.values()].flatMap(({ deployments, modelsOf }) =>
        deployments.flatMap(({ model_name }) => modelsOf(model_name)),
      )
      provider = await startScriptedProvider([...models, ...ownModels])
      env = {
        PROVIDER_BASE: `${provider.url}/v1`,
        PROXY_MASTER_KEY: key,
        LITELLM_MASTER_KEY: key,
        CHAT_MODEL: 'openai/chat-a',
        ...Object.fromEntries(
          ['PROVIDER', 'VISION', 'OPENAI_API', 'AZURE_API', 'ANTHROPIC_API', 'DEEPSEEK_API', 'OPENROUTER_API'].map(
            (name) => [`${name}_KEY`, `${name}-secret`],
          ),
        ),
      }
      fork = startLitellmFork({ command: litellmCommand ?? '', env })
    })
    afterAll(async () => {
      await fork?.stop()
      await provider?.close()
    })

    const read = ({ name, text }: Fixture): { readonly imported: Imported; readonly config: SignalboxConfig } => {
      const imported = importLitellm(text, { file: `${name}.yaml`, env, catalog })
      const { config, issues } = checkConfig(imported.yaml, { file: 'signalbox.yaml', catalog, env, nowMs: Date.now() })
      if (config === undefined) throw new Error(JSON.stringify({ issues, report: imported.report }))
      return { imported, config }
    }

    /** Loads a file in the proxy: the names it lists, and how the requests go. */
    const run = (yaml: string, sent: readonly string[], { modelsOf }: Fixture): Promise<Loaded> =>
      fork.withProxy(yaml, async (origin) => ({
        names: await listModels(origin),
        observed: await observe(sent, modelsOf, askProxy(origin, key)),
      }))

    it('a config of our own: every name its callers have, chains, and the cost of an answer', async () => {
      const { yaml } = exportLitellm(ownConfig, { catalog })
      const asks = Object.keys(ownNames).flatMap((name) => ownScripts.map((script) => ({ name, script })))
      const atProxy = await fork.withProxy(yaml, async (origin) => ({
        names: await listModels(origin),
        costUsd: await costAtProxy(origin, key, 'tier:economy'),
        verdicts: await inTurn(asks, 8, ({ name, script }) => askProxy(origin, key)(name, script)),
      }))
      const here = askSignalbox(ownConfig, env)
      const verdicts = await inTurn(asks, 8, ({ name, script }) => here(name, script))
      const told = (all: readonly string[]): readonly string[] =>
        all.map((verdict, index) => `${asks[index]?.name} ${JSON.stringify(asks[index]?.script)}: ${verdict}`)
      expect(told(atProxy.verdicts)).toEqual(told(verdicts))
      expect(verdicts.filter((_, index) => asks[index]?.script === ownScripts[0])).toEqual(Object.values(ownNames))
      expect([...atProxy.names].toSorted()).toEqual(['auto', 'economy', 'frontier', 'gpt-4'])
      expect(atProxy.costUsd).toBeCloseTo(await costAtSignalbox(ownConfig, env, 'tier:economy'), 12)
    })

    it.each<[string, Partial<SignalboxConfig>, string]>([
      ['draws', { strategy: { weighted: { weights: { economy: 3, best: 1 } } } }, 'best'],
      ['the cheapest', { strategy: { cheapest: {} } }, 'cheap-eu'],
      ['the fastest', { strategy: { fastest: {} } }, 'best'],
      ['a cascade', { strategy: { cascade: { tiers: ['economy', 'frontier'], gate: { checks: {} } } } }, 'cheap-eu'],
      ['a budget', { budgets: [{ name: 'all', limitUsd: 5, period: 'month' }] }, 'cheap-eu'],
      ['tokens', { gateway: { token: ['${PROXY_MASTER_KEY}', '${OTHER}'] } }, 'cheap-eu'],
    ])('%s: the proxy loads it, and calls a target by its id', async (_, more, id) => {
      const { yaml } = exportLitellm({ ...ownConfig, ...more }, { catalog })
      await fork.withProxy(yaml, async (origin) => {
        expect(await listModels(origin)).toEqual(expect.arrayContaining(['auto', 'economy', 'frontier']))
        const index = ownConfig.targets.findIndex((target) => target.id === id)
        expect(await askProxy(origin, key)(id, {})).toBe(`served by ${ownModels[index]}`)
        expect(await askProxy(origin, key)('auto', {})).toMatch(/^served by own-\d$/)
      })
    })

    it.each([...fixtures.values(), manyModels])(
      '$name: imported, checked, exported, and loaded again',
      async (fixture) => {
        const { imported, config } = read(fixture)
        const { yaml } = exportLitellm(config, { catalog })
        const sent = fixture.name in behaviours ? (behaviours[fixture.name] ?? fixture.names) : []
        const [original, exported, here] = await Promise.all([
          run(fixture.text, sent, fixture),
          run(yaml, sent, fixture),
          observe(sent, fixture.modelsOf, askSignalbox(config, env)),
        ])

        const fates = new Map(imported.report.map(({ setting, fate }) => [setting, fate]))
        for (const name of original.names.filter((one) => !exported.names.includes(one))) {
          const index = fixture.deployments.findIndex(({ model_name }) => isMeant(model_name, name))
          expect(fates.get(`model_list[${index}].model_name`), name).toBe('not-carried')
        }
        for (const name of exported.names.filter((one) => !original.names.includes(one)))
          expect(config.aliases, name).toHaveProperty([name])

        const { setting, requests = [] } = differences[fixture.name] ?? {}
        if (setting !== undefined) expect(fates.get(setting), setting).toBe('different')
        expect(Object.fromEntries(exported.observed)).toEqual(Object.fromEntries(here))
        const elsewhere = [...here].filter(([request, verdict]) => original.observed.get(request) !== verdict)
        expect(elsewhere.map(([request]) => request).toSorted()).toEqual(requests)
      },
    )
  },
)

async function listModels(origin: string): Promise<readonly string[]> {
  const reply = await fetch(`${origin}/v1/models`, { headers: { authorization: `Bearer ${key}` } })
  const { data } = (await reply.json()) as { readonly data: readonly { readonly id: string }[] }
  return data.map(({ id }) => id)
}

/** Whether a name is that of a group, or one that its wildcard takes. */
function isMeant(group: string, name: string): boolean {
  const [before = '', after] = group.split('*')
  return after === undefined ? group === name : name.startsWith(before) && name.endsWith(after)
}
