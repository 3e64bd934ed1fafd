import type { SignalboxConfig } from '@signalbox/config'
import type { PlainReply } from '@signalbox/core'
import { openSqliteLedger } from '@signalbox/ledger'
import type { AlarmChange } from '@signalbox/quality'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openConfig } from './open-config.ts'
import type { OpenedConfig } from './opened-config.ts'

let folder: string
let opened: OpenedConfig | undefined
const changes: AlarmChange[] = []
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'signalbox-alarm-'))))
const close = async (): Promise<void> => {
  await opened?.close()
  opened = undefined
}
afterEach(async () => {
  await close()
  changes.length = 0
  await rm(folder, { recursive: true, force: true })
})

const model = (id: string) => ({ id, contextTokens: 100_000, prices: { input: 1, output: 2 } })

/** Opened anew: what stood before has to come from the ledger. */
async function open(more: Partial<SignalboxConfig> = {}): Promise<OpenedConfig> {
  await close()
  const config: SignalboxConfig = {
    upstreams: { maker: { dialect: 'openai-chat', baseUrl: 'https://api.maker.example/v1' } },
    models: [model('own/small'), model('own/large')],
    targets: [
      { id: 'small', model: 'own/small', upstream: 'maker' },
      { id: 'large', model: 'own/large', upstream: 'maker' },
    ],
    tiers: [
      { name: 'economy', targets: ['small'] },
      { name: 'frontier', targets: ['large'] },
    ],
    strategy: { tier: 'economy' },
    execution: { maxRetriesPerTarget: 0 },
    ledger: { sqlite: join(folder, 'ledger.db') },
    ...more,
  }
  opened = openConfig(config, { env: {}, onAlarm: (change) => changes.push(change) })
  return opened
}

/** Requests of one task, that the small model serves or does not. */
async function ask({ router }: OpenedConfig, times: number, isLeak: boolean, session?: string): Promise<void> {
  const call = async ({ id }: { readonly id: string }): Promise<PlainReply> => {
    if (isLeak && id === 'small') throw Object.assign(new Error('overloaded'), { status: 503 })
    return { text: 'yes', usage: { inputTokens: 10, outputTokens: 1 } }
  }
  for (let n = 0; n < times; n++)
    await router.run({ model: 'task:qa', session, messages: [{ role: 'user', content: 'hi' }] }, call)
}

const shown = async ({ metrics }: OpenedConfig): Promise<readonly string[]> =>
  (await metrics.render()).text.split('\n').filter((line) => /^signalbox_(leak|labels)/.test(line))

it('a leak is told once, stands over the next process, and its end is told once', async () => {
  const first = await open()
  await first.alarm.resumed
  await ask(first, 30, true)
  expect(changes).toEqual([{ task: 'qa', isRaised: true, atMs: expect.any(Number) }])
  expect(await shown(first)).toEqual(
    expect.arrayContaining(['signalbox_leak_alarm{task="qa"} 1', 'signalbox_leak_requests_total{task="qa"} 30']),
  )
  const second = await open()
  expect(await second.alarm.resumed).toMatchObject({ error: undefined, report: { tasks: [{ isRaised: true }] } })
  expect(await shown(second)).toEqual(
    expect.arrayContaining([
      'signalbox_leak_alarm{task="qa"} 1',
      'signalbox_leak_share{task="qa"} 1',
      'signalbox_leak_requests_total{task="qa"} 0',
    ]),
  )
  await ask(second, 60, false)
  expect(changes.map(({ isRaised }) => isRaised)).toEqual([true, false])
  expect(await shown(second)).toEqual(
    expect.arrayContaining(['signalbox_leak_alarm{task="qa"} 0', 'signalbox_leak_requests_total{task="qa"} 60']),
  )
})

it('one conversation raises nothing, and is still open for the next process', async () => {
  await ask(await open(), 30, true, 'of somebody')
  const next = await open()
  await next.alarm.resumed
  await ask(next, 10, true, 'of somebody')
  expect(changes).toEqual([])
  expect(next.alarm.read().tasks).toMatchObject([
    {
      isRaised: false,
      leaks: { numerator: 40, denominator: 40 },
      openConversations: 1,
      byConversation: { denominator: 0 },
    },
  ])
})

it('begins with what its own policy did in the last 30 days', async () => {
  await ask(await open(), 20, true)
  const other = await open({ name: 'other' })
  expect((await other.alarm.resumed).report.tasks).toEqual([])
  await close()
  const ledger = openSqliteLedger({ file: join(folder, 'ledger.db') })
  for (const row of ledger.outcomes()) {
    await ledger.writeOutcome({ ...row, requestId: `${row.requestId} old`, startedAtMs: Date.now() - 31 * 86_400_000 })
  }
  await ledger.close()
  const { report } = await (await open()).alarm.resumed
  expect(report.tasks).toMatchObject([{ task: 'qa', isRaised: true, leaks: { denominator: 20 } }])
})

it('whoever closes at once waits for no record', async () => {
  await ask(await open(), 20, true)
  const { alarm } = await open()
  await close()
  expect(await alarm.resumed).toMatchObject({ error: undefined, report: { tasks: [] } })
})

it('shows how many labels there are', async () => {
  const { ledger } = await open()
  await ledger?.writeLabel({
    requestId: 'r1',
    n: 1,
    source: 'human',
    rater: 'somebody',
    study: undefined,
    versusN: undefined,
    score: 1,
    reason: undefined,
    atMs: Date.now(),
  })
  expect(await shown(await open())).toContain('signalbox_labels{source="human"} 1')
})
