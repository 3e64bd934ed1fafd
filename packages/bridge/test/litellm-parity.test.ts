import { exportLitellm, importLitellm, type Imported } from '@signalbox/bridge/litellm'
import { catalog } from '@signalbox/catalog'
import { checkConfig, type SignalboxConfig } from '@signalbox/config'
import { litellmCommand, litellmVersion } from '@signalbox/contract-tests/litellm'
import type { MockServer } from '@signalbox/mock-providers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFixtures, toFixture, type Fixture } from './parity/fixture.ts'
import { askProxy, askSignalbox } from './parity/gateways.ts'
import { startLitellmFork, type LitellmFork } from './parity/litellm-fork.ts'
import { observe, type Observed } from './parity/observe.ts'
import { startScriptedProvider } from './parity/scripted-provider.ts'

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
  anchors: undefined,
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
  () => {
    let provider: MockServer
    let fork: LitellmFork
    let env: Readonly<Record<string, string>>

    beforeAll(async () => {
      const models = [...fixtures.values()].flatMap(({ deployments, modelsOf }) =>
        deployments.flatMap(({ model_name }) => modelsOf(model_name)),
      )
      provider = await startScriptedProvider(models)
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

    it.each([...fixtures.values(), manyModels])(
      '$name: imported, checked, exported, and loaded again',
      { timeout: 120_000 },
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
