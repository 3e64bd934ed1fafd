import { catalog } from '@signalbox/catalog'
import { checkConfig, toRouterOptions, toUpstreams } from '@signalbox/config'
import { createRouter } from '@signalbox/core'
import { createUpstreamCall, httpDialect } from '@signalbox/http'
import { openSqliteLedger } from '@signalbox/ledger'
import {
  createMockProvider,
  startMockServer,
  type MockProvider,
  type MockServer,
  type ModelScript,
} from '@signalbox/mock-providers'
import { join } from 'node:path'
import { createCliFolder, type CliFolder } from './run-cli.ts'

/** What a mock judge is shown. */
export interface ShownPair {
  readonly request: string
  readonly first: string
  readonly second: string
}

/** A folder with a config, a ledger of requests that were served, and the providers behind both on loopback. */
export interface JudgeWorld {
  readonly folder: CliFolder
  readonly provider: MockProvider
  /** Requests to this model since the past was made. */
  readonly asked: (model: string) => number
  readonly close: () => Promise<void>
}

export interface JudgeWorldOptions {
  /** What the judge answers. */
  readonly judge: (pair: ShownPair) => string
  readonly judgeScript?: Omit<ModelScript, 'answer'>
  readonly requests: readonly { readonly id: string; readonly task: string; readonly prompt: string }[]
  readonly cheap?: (prompt: string) => string
  readonly dear?: (prompt: string) => string
  readonly storePrompts?: boolean
  readonly config?: object
}

export async function createJudgeWorld(options: JudgeWorldOptions): Promise<JudgeWorld> {
  const { judge, cheap = () => 'cheap', dear = () => 'dear' } = options
  const provider = createMockProvider({
    name: 'mock',
    models: {
      cheap: { answer: ({ prompt }) => cheap(prompt) },
      dear: { answer: ({ prompt }) => dear(prompt) },
      judge: { ...options.judgeScript, answer: ({ prompt, body }) => judge(toPair(shownIn(body) ?? prompt)) },
    },
  })
  const server: MockServer = await startMockServer(provider)
  const folder = await createCliFolder()
  const config = {
    upstreams: { mock: { dialect: 'openai-chat', baseUrl: `${server.url}/v1` } },
    models: Object.entries({ cheap: 1, dear: 10, judge: 5 }).map(([name, usd]) => ({
      id: `acme/${name}`,
      contextTokens: 100_000,
      prices: { input: usd, output: 2 * usd },
    })),
    targets: ['cheap', 'dear', 'judge'].map((name) => ({
      id: name,
      model: `acme/${name}`,
      upstream: 'mock',
      as: name,
    })),
    tiers: [
      { name: 'economy', targets: ['cheap'] },
      { name: 'frontier', targets: ['dear'] },
    ],
    strategy: { rules: [{ when: { task: ['extract', 'classify'] }, use: 'economy' }], otherwise: 'frontier' },
    execution: { maxRetriesPerTarget: 0 },
    ledger: { sqlite: './ledger.db', storePrompts: options.storePrompts ?? true, storeReplies: true },
    ...options.config,
  }
  await folder.write('signalbox.yaml', JSON.stringify(config))
  await makePast(folder.path, config, options)
  const before = provider.requests.length
  return {
    folder,
    provider,
    asked: (model) => provider.requests.slice(before).filter((request) => request.model === model).length,
    close: async () => {
      await server.close()
      await folder.remove()
    },
  }
}

/** Serves the requests as the gateway would. */
async function makePast(path: string, source: object, options: JudgeWorldOptions): Promise<void> {
  const { config, issues } = checkConfig(JSON.stringify(source), {
    catalog,
    env: {},
    nowMs: Date.now(),
    file: 'config',
  })
  if (config === undefined) throw new Error(issues.map(({ message }) => message).join('\n'))
  const ledger = openSqliteLedger({ file: join(path, 'ledger.db') })
  const router = createRouter({ ...toRouterOptions(config, catalog), ledger })
  const upstreams = toUpstreams(config, {}).map(({ missing: _, carrier: __, ...upstream }) => upstream)
  for (const { id, task, prompt } of options.requests) {
    const request = { id, task, messages: [{ role: 'user', content: prompt } as const] }
    await router.run(request, createUpstreamCall({ upstreams, request }), { dialect: httpDialect })
  }
  await ledger.close()
}

/** The comparison itself, where a reminder follows it. */
function shownIn(body: Readonly<Record<string, unknown>>): string | undefined {
  const turns = body['messages'] as readonly { readonly content?: unknown }[]
  return turns
    .map(({ content }) => content)
    .find((content) => typeof content === 'string' && content.startsWith('---')) as string | undefined
}

function toPair(prompt: string): ShownPair {
  const fence = /^--- (\w+) request begins$/m.exec(prompt)?.[1] ?? 'none'
  const between = (name: string): string =>
    prompt.split(`--- ${fence} ${name} begins\n`)[1]?.split(`\n--- ${fence} ${name} ends`)[0] ?? ''
  return { request: between('request'), first: between('first answer'), second: between('second answer') }
}
