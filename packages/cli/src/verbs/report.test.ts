import { createRouter, tier, type PlainReply } from '@signalbox/core'
import { catalog } from '@signalbox/catalog'
import { openSqliteLedger } from '@signalbox/ledger'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { report } from './report.ts'

let folder = ''
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'signalbox-report-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A ledger of one request for each of these replies, and what the verb says of it. */
async function reportOf(...replies: readonly PlainReply[]): Promise<{ json: unknown; text: string }> {
  const file = join(folder, 'ledger.db')
  const ledger = openSqliteLedger({ file })
  const router = createRouter({
    catalog,
    targets: [{ id: 'small', model: 'deepseek/deepseek-v4-pro' }],
    tiers: [{ name: 'economy', targets: ['small'] }],
    strategy: tier('economy'),
    ledger,
  })
  for (const reply of replies) await router.run({ messages: [{ role: 'user', content: 'hi' }] }, async () => reply)
  await ledger.close()
  const said = { json: undefined as unknown, text: '' }
  const code = await report(
    { ledger: file },
    {
      isJson: false,
      isInteractive: false,
      columns: 80,
      result: (json, toText) => Object.assign(said, { json, text: toText() }),
      log: () => {},
    },
  )
  expect(code).toBe(0)
  return said
}

const usage = { inputTokens: 1_000, outputTokens: 100 }

it('holds what carriers report against our prices, in text and as JSON', async () => {
  const { json, text } = await reportOf(
    { text: 'a', usage, account: { costUsd: 0.5 } },
    { text: 'b', usage, account: { costUsd: 0.25, host: 'Fireworks' } },
    { text: 'c', usage },
  )
  expect(json).toMatchObject({ carried: { attempts: 2, reportedUsd: 0.75, differing: 2 } })
  expect(text).toMatch(/Carriers report \$0\.750 for 2 attempts that our prices put at \$0\.00\d+ \(\+\d/)
})

it('says nothing of carriers where there are none', async () => {
  const { json, text } = await reportOf({ text: 'a', usage })
  expect(json).not.toMatchObject({ carried: expect.anything() })
  expect(text).not.toMatch(/Carriers/)
})
