import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dialects, odd, startMockUpstreams, type MockUpstreams } from './mock-upstreams.ts'

/** `signalbox serve` in a process of its own, over one mock provider per dialect. */
export interface ServedMocks extends Pick<MockUpstreams, 'requests'> {
  /** Without `/v1`. */
  readonly url: string
  /** What a client has to send as its key. */
  readonly token: string
  readonly close: () => Promise<void>
}

const bin = fileURLToPath(new URL('../run-source.ts', import.meta.url))
const key = 'key-of-the-providers'
const token = 'token-of-the-clients'

export async function serveMocks(): Promise<ServedMocks> {
  const upstreams = await startMockUpstreams(key)
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-clients-'))
  await writeFile(join(folder, 'signalbox.yaml'), toConfig(upstreams))
  const child = spawn(process.execPath, ['--conditions=signalbox-source', bin, 'serve', '--port', '0', '--json'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], MOCK_KEY: key, GATEWAY_TOKEN: token },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = once(child, 'close')
  const close = async (): Promise<void> => {
    child.kill('SIGTERM')
    await closed
    await upstreams.close()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { url: await readUrl(child), token, requests: upstreams.requests, close }
  } catch (error) {
    await close()
    throw error
  }
}

function readUrl({ stdout, stderr }: ReturnType<typeof spawn>): Promise<string> {
  let said = ''
  let logged = ''
  stderr?.setEncoding('utf8').on('data', (text: string) => (logged += text))
  return new Promise((resolve, reject) => {
    stdout?.setEncoding('utf8').on('data', (text: string) => {
      const found = /"url":\s*"([^"]+)"/.exec((said += text))?.[1]
      if (found !== undefined) resolve(found.replace(/\/$/, ''))
    })
    stdout?.on('close', () => reject(new Error(`serve has ended before it listened: ${said}${logged}`)))
  })
}

/** Each model has one target, so that a client can name whom it wants. `auto` asks the tier `plain`. JSON is YAML too. */
function toConfig({ urls }: MockUpstreams): string {
  const apiKey = '${MOCK_KEY}'
  const targets = dialects.flatMap((upstream) =>
    [upstream, ...odd.map((kind) => `${upstream}-${kind}`)].map((id) => ({
      id,
      model: `mock/${id}`,
      upstream,
      as: `${id}-wire`,
    })),
  )
  const abilities = { tools: true, jsonSchema: true, logprobs: true, inputModalities: ['text', 'image'] }
  const facts = { contextTokens: 100_000, maxOutputTokens: 8_192, ...abilities, prices: { input: 1, output: 2 } }
  return JSON.stringify({
    upstreams: {
      chat: { dialect: 'openai-chat', baseUrl: `${urls.chat}/v1`, apiKey },
      responses: { dialect: 'openai-responses', baseUrl: `${urls.responses}/v1`, apiKey },
      anthropic: { dialect: 'anthropic-messages', baseUrl: urls.anthropic, apiKey },
    },
    models: targets.map(({ id, model }) => ({
      id: model,
      ...facts,
      ...(id.endsWith('-embed') && { outputModalities: ['embedding'] }),
    })),
    targets,
    tiers: [
      { name: 'plain', targets: dialects },
      { name: 'odd', targets: targets.map(({ id }) => id).filter((id) => id.includes('-')) },
    ],
    strategy: { tier: 'plain' },
    execution: { maxRetriesPerTarget: 0 },
    ledger: { sqlite: './signalbox.db' },
    gateway: { token: '${GATEWAY_TOKEN}' },
  })
}
