import { openSqliteLedger } from '@signalbox/ledger'
import { createMockProvider, startMockServer, type MockServer } from '@signalbox/mock-providers'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createCliFolder, type CliFolder } from './run-cli.ts'
import { startServe, type ServeProcess } from './serve-process.ts'

let folder: CliFolder
let upstream: MockServer
let served: ServeProcess | undefined

beforeEach(async () => {
  folder = await createCliFolder()
  const models = { small: { answer: 'planted small' }, large: { answer: 'planted large', latencyMs: 500 } }
  upstream = await startMockServer(createMockProvider({ name: 'one', models }))
})
afterEach(async () => {
  served?.signal('SIGKILL')
  await served?.ended
  served = undefined
  await upstream.close()
  await folder.remove()
})

it('answers beside what it serves, ends what is under way before it ends itself, and tells what it did', async () => {
  const model = { contextTokens: 100_000, prices: { input: 1, output: 2 } }
  const config = {
    upstreams: { one: { dialect: 'openai-chat', baseUrl: `${upstream.url}/v1` } },
    models: [
      { id: 'own/small', ...model },
      { id: 'own/large', ...model },
    ],
    targets: [
      { id: 'small', model: 'own/small', upstream: 'one', as: 'small' },
      { id: 'large', model: 'own/large', upstream: 'one', as: 'large' },
    ],
    tiers: [
      { name: 'economy', targets: ['small'] },
      { name: 'frontier', targets: ['large'] },
    ],
    strategy: { tier: 'economy' },
    explore: { share: 0 },
    ledger: { sqlite: './ledger.db', storeReplies: true },
    shadow: { share: 1, to: 'frontier', budgetUsd: 1, name: 'spring' },
    gateway: { drainMs: 8_000, log: 'debug' },
  }
  await folder.write('signalbox.yaml', JSON.stringify(config))
  served = await startServe(folder.path, {})
  const response = await fetch(`${served.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'a planted prompt' }] }),
  })
  expect(await response.json()).toMatchObject({ choices: [{ message: { content: 'planted small' } }] })
  served.signal('SIGTERM')
  expect(await served.ended).toBe(0)

  const lines = served
    .log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const id = response.headers.get('x-request-id') ?? ''
  expect(lines.find(({ msg }) => msg === 'shadow-end')).toMatchObject({
    level: 'debug',
    requestId: id,
    target: 'large',
  })
  expect(lines.find(({ msg }) => msg === 'shadow')).toMatchObject({ study: 'spring', sent: 1, failed: 0, dropped: {} })
  expect(served.log()).not.toContain('planted')
  const ledger = openSqliteLedger({ file: join(folder.path, 'ledger.db'), readOnly: true })
  expect(ledger.attemptsOf(id).map(({ n, end, purpose }) => [n, end, purpose])).toEqual([
    [1, 'done', 'serve'],
    [2, 'done', 'shadow'],
  ])
  expect(ledger.replies(id).map(({ n, text }) => [n, text])).toEqual([
    [1, 'planted small'],
    [2, 'planted large'],
  ])
  await ledger.close()
})
