import { catalog } from '@signalbox/catalog'
import { createRouter, type PlainReply } from '@signalbox/core'
import { openSqliteLedger } from '@signalbox/ledger'
import { checkAlarm, toAlarmLines } from '@signalbox/quality'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createDefaultPolicy } from '../default-policy.ts'
import { readLedgerAlarm } from './ledger-alarm.ts'

let folder = ''
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'signalbox-alarm-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

it('a ledger whose economy tier fails has an alarm, its reason and its examples, though no conversation is half an hour old', async () => {
  const options = { ...createDefaultPolicy(), catalog, execution: { maxRetriesPerTarget: 0 } }
  const ledger = openSqliteLedger({ file: join(folder, 'ledger.db') })
  const router = createRouter({ ...options, ledger })
  const economy = new Set(options.tiers[0]?.targets)
  const answer = async ({ id }: { readonly id: string }): Promise<PlainReply> => {
    if (economy.has(id)) throw Object.assign(new Error('overloaded'), { status: 503 })
    return { text: 'yes', usage: { inputTokens: 10, outputTokens: 1 } }
  }
  const ask = (n: number, model: string): Promise<unknown> =>
    router.run(
      { id: `${model}-${n}`, model, session: `of ${n % 20}`, messages: [{ role: 'user', content: 'hi' }] },
      answer,
    )
  for (let n = 0; n < 30; n++) {
    await ask(n, 'task:qa')
    await ask(n, 'task:code')
    await ask(n, 'tier:frontier')
  }
  await ledger.flush?.()
  const found = readLedgerAlarm(ledger, {}, { options, config: undefined, from: 'built in' })
  await ledger.close()
  expect(checkAlarm(found.alarm)).toMatchObject({
    holds: false,
    standing: [{ task: 'qa', leaks: { numerator: 30, denominator: 30 }, byConversation: { denominator: 20 } }],
  })
  expect(found.alarm.tasks.find(({ task }) => task === 'code')).toMatchObject({ isRaised: false, intended: 30 })
  const lines = toAlarmLines(found.alarm, found)
  expect(lines[0]).toMatch(/^Alarm: qa leaks above its target of 20 %: 100 %/)
  expect(lines[1]).toMatch(
    /of `qa` fall back from \S+ to frontier, mostly .+ at .+ For example (task:qa-\d+(, |\.$)){5}/,
  )
})
