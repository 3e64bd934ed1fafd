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
  const large = { answer: 'planted large', latencyMs: 500 }
  const models = { small: { answer: 'planted small' }, large, stuck: { ...large, latencyMs: 60_000 } }
  upstream = await startMockServer(createMockProvider({ name: 'one', models }))
})
afterEach(async () => {
  served?.signal('SIGKILL')
  await served?.ended
  served = undefined
  await upstream.close()
  await folder.remove()
})

async function serve(drainMs: number, large: 'large' | 'stuck' = 'large'): Promise<ServeProcess> {
  const model = { contextTokens: 100_000, prices: { input: 1, output: 2 } }
  const config = {
    upstreams: { one: { dialect: 'openai-chat', baseUrl: `${upstream.url}/v1` } },
    models: [
      { id: 'own/small', ...model },
      { id: 'own/large', ...model },
    ],
    targets: [
      { id: 'small', model: 'own/small', upstream: 'one', as: 'small' },
      { id: 'large', model: 'own/large', upstream: 'one', as: large },
    ],
    tiers: [
      { name: 'economy', targets: ['small'] },
      { name: 'frontier', targets: ['large'] },
    ],
    strategy: { tier: 'economy' },
    explore: { share: 0 },
    ledger: { sqlite: './ledger.db', storeReplies: true },
    shadow: { share: 1, to: 'frontier', budgetUsd: 1, name: 'spring' },
    gateway: { drainMs, log: 'debug' },
  }
  await folder.write('signalbox.yaml', JSON.stringify(config))
  served = await startServe(folder.path, {})
  return served
}

const ask = ({ url }: ServeProcess): Promise<Response> =>
  fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'a planted prompt' }] }),
  })

const linesOf = ({ log }: ServeProcess): readonly Record<string, unknown>[] =>
  log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

it('answers beside what it serves, ends what is under way before it ends itself, and tells what it did', async () => {
  const process = await serve(8_000)
  const response = await ask(process)
  expect(await response.json()).toMatchObject({ choices: [{ message: { content: 'planted small' } }] })
  process.signal('SIGTERM')
  expect(await process.ended).toBe(0)

  const lines = linesOf(process)
  const id = response.headers.get('x-request-id') ?? ''
  expect(lines.find(({ msg }) => msg === 'shadow-end')).toMatchObject({
    level: 'debug',
    requestId: id,
    target: 'large',
  })
  expect(lines.find(({ msg }) => msg === 'shadow')).toMatchObject({ study: 'spring', sent: 1, failed: 0, dropped: {} })
  expect(process.log()).not.toContain('planted')
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

it('ends within its time what nobody answers, and the record is whole', async () => {
  const process = await serve(1, 'stuck')
  const ids: string[] = []
  for (let n = 0; n < 12; n++) {
    const response = await ask(process)
    await response.text()
    ids.push(response.headers.get('x-request-id') ?? '')
  }
  const metrics = await (await fetch(`${process.url}/metrics`)).text()
  expect(metrics).toMatch(/^signalbox_shadow_running\{study="spring"\} 8$/m)
  process.signal('SIGTERM')
  expect(await process.ended).toBe(0)

  expect(linesOf(process).find(({ msg }) => msg === 'shadow')).toMatchObject({
    sent: 8,
    failed: 8,
    dropped: { busy: 4 },
  })
  const ledger = openSqliteLedger({ file: join(folder.path, 'ledger.db'), readOnly: true })
  expect([ledger.integrity(), ledger.openAttempts()]).toEqual(['ok', 0])
  expect(ledger.report().total).toMatchObject({ requests: ids.length, served: ids.length })
  const shadows = ids.flatMap((id) => ledger.attemptsOf(id)).filter(({ study }) => study === 'spring')
  expect(shadows.map(({ end }) => end)).toEqual(Array.from({ length: 8 }, () => 'aborted'))
  await ledger.close()
})
