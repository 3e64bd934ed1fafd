import { openSqliteLedger } from '@signalbox/ledger'
import { createMockProvider, startMockServer, type MockServer } from '@signalbox/mock-providers'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createCliFolder, type CliFolder } from './run-cli.ts'
import { startServe, type ServeProcess } from './serve-process.ts'

let folder: CliFolder
let upstream: MockServer
let served: ServeProcess | undefined

beforeEach(async () => {
  folder = await createCliFolder()
  upstream = await startMockServer(
    createMockProvider({ name: 'one', models: { small: { answer: 'yes' }, large: { answer: 'no' } } }),
  )
})
afterEach(async () => {
  served?.signal('SIGKILL')
  await served?.ended
  served = undefined
  await upstream.close()
  await folder.remove()
})

/** Requests with tools only the large model takes: those of `qa` leak. */
async function serve(more: object = {}): Promise<ServeProcess> {
  const model = (id: string, tools: boolean) => ({ id, contextTokens: 100_000, tools, prices: { input: 1, output: 2 } })
  const config = {
    upstreams: { one: { dialect: 'openai-chat', baseUrl: `${upstream.url}/v1` } },
    models: [model('own/small', false), model('own/large', true)],
    targets: [
      { id: 'small', model: 'own/small', upstream: 'one', as: 'small' },
      { id: 'large', model: 'own/large', upstream: 'one', as: 'large' },
    ],
    tiers: [
      { name: 'economy', targets: ['small'] },
      { name: 'frontier', targets: ['large'] },
    ],
    strategy: { rules: [{ when: { task: ['qa', 'refunds'] }, use: 'economy' }], otherwise: 'economy' },
    alarm: { tasks: { returns: 0.1 } },
    baseline: 'own/large',
    gateway: { allow: ['task', 'tenant'] },
    ledger: { sqlite: './ledger.db' },
    ...more,
  }
  await folder.write('signalbox.yaml', JSON.stringify(config))
  served = await startServe(folder.path, {})
  return served
}

const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }]
async function ask({ url }: ServeProcess, model: string, more: object = {}, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hello' }], ...more }),
  })
  await response.text()
  return response
}

const metricsOf = async ({ url }: ServeProcess): Promise<string> => (await fetch(`${url}/metrics`)).text()
const seriesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.startsWith('signalbox_'))
const valueOf = (text: string, series: string): number | undefined => {
  const line = seriesOf(text).find((one) => one.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length))
}
const turnsOf = ({ log }: ServeProcess): readonly Record<string, unknown>[] =>
  log()
    .split('\n')
    .filter((line) => line.includes('"msg":"alarm-'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)

it('an alarm rises with the leaks, is told once with its reason, outlives the process and ends with them', async () => {
  const first = await serve()
  const alarm = 'signalbox_leak_alarm{task="qa"}'
  for (let n = 0; n < 40; n++)
    await ask(first, 'task:qa', n % 4 === 0 ? {} : { tools }, { 'x-signalbox-tenant': 'planted' })
  await first.logged('"msg":"alarm-raise"')
  const raised = await metricsOf(first)
  expect(valueOf(raised, alarm)).toBe(1)
  expect(valueOf(raised, 'signalbox_leak_share{task="qa"}')).toBe(0.75)
  expect(valueOf(raised, 'signalbox_escalation_sources_total{task="qa",cause="constraint",source="tools"}')).toBe(30)
  first.signal('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(turnsOf(first)).toMatchObject([
    {
      level: 'warn',
      msg: 'alarm-raise',
      task: 'qa',
      target: 0.2,
      why: expect.stringMatching(/^constraint tools sends .* of `qa` to frontier/),
      examples: expect.arrayContaining([expect.stringMatching(/^req_/)]),
    },
  ])
  expect(first.log()).not.toContain('planted')

  const second = await serve()
  await second.logged('"msg":"alarm-stand"')
  const stands = await metricsOf(second)
  expect(valueOf(stands, alarm)).toBe(1)
  expect(valueOf(stands, 'signalbox_leak_requests_total{task="qa"}')).toBe(0)
  for (let n = 0; n < 80; n++) await ask(second, 'task:qa')
  await second.logged('"msg":"alarm-clear"')
  expect(valueOf(await metricsOf(second), alarm)).toBe(0)
  expect(turnsOf(second).map(({ msg, task }) => [msg, task])).toEqual([
    ['alarm-stand', 'qa'],
    ['alarm-clear', 'qa'],
  ])
}, 30_000)

it('shows every series that is documented, by the rules of Prometheus, however many tasks callers invent', async () => {
  const explore = { share: 0.5 }
  const shadow = { share: 1, to: 'frontier', budgetUsd: 1, name: 'spring' }
  const process = await serve({
    explore,
    shadow,
    strategy: { rules: [{ when: { needsTools: false }, use: 'economy' }], otherwise: 'economy' },
  })
  const ledger = openSqliteLedger({ file: join(folder.path, 'ledger.db') })
  await ledger.writeLabel({
    requestId: 'r',
    n: 1,
    source: 'human',
    rater: 'somebody',
    study: undefined,
    versusN: undefined,
    score: 1,
    reason: undefined,
    atMs: 0,
  })
  await ledger.close()
  for (let n = 0; n < 10; n++) {
    await ask(process, 'task:qa')
    await ask(process, 'task:qa', { tools })
    await ask(process, 'tier:frontier')
  }
  const invented = ['"} 1\nsignalbox_forged 1', '\\', 'a'.repeat(64), 'returns', '__proto__', 'other']
  for (const task of invented) await ask(process, 'auto', { signalbox: { task } })
  const before = await metricsOf(process)
  for (let n = 0; n < 120; n++) await ask(process, 'auto', { signalbox: { task: `invented ${n}` } })
  const text = await metricsOf(process)

  const typed = new Map([...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name = '', type = '']) => [name, type]))
  for (const [name, type] of typed) {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/)
    if (name.startsWith('signalbox_')) expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter'])
  }
  for (const line of seriesOf(text)) {
    expect(line).toMatch(/^[a-z_]+(\{([a-z]+="(\\["\\n]|[^"\\\n])*",?)*\})? -?[\d.e+-]+$/)
    expect(typed.has(line.split(/[{ ]/)[0]?.replace(/_(bucket|sum|count)$/, '') ?? '')).toBe(true)
  }
  const tasksOf = (shown: string): ReadonlySet<string | undefined> =>
    new Set(seriesOf(shown).map((line) => /task="(\w*)"/.exec(line)?.[1]))
  expect(tasksOf(text)).toEqual(tasksOf(before))
  expect(text).not.toMatch(/forged|invented|aaaa|__proto__/)
  expect(valueOf(text, 'signalbox_leak_target{task="returns"}')).toBe(0.1)
  expect(valueOf(text, 'signalbox_labels{source="human"}')).toBe(1)

  const page = readFileSync(new URL('../../../docs/alarm.md', import.meta.url), 'utf8')
  const documented = [...page.matchAll(/`(signalbox_\w+)\{([\w, ]+)\}`/g)]
  expect(documented.length).toBeGreaterThan(8)
  for (const [, name, labels = ''] of documented) {
    const line = seriesOf(text).find((one) => one.startsWith(`${name}{`))
    expect([name, line?.replaceAll(/="(\\.|[^"\\])*"/g, '').replaceAll(',', ', ')]).toEqual([
      name,
      expect.stringMatching(new RegExp(`^${name}\\{${labels}\\} `)),
    ])
  }
}, 30_000)
