import { intent, outcome, settlement, startMs } from '@signalbox/contract-tests/ledger-rows'
import type { LabelRow } from '@signalbox/core'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteLedger, type SqliteLedger } from './sqlite-ledger.ts'

let folder = ''
let ledger: SqliteLedger

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-history-'))
  ledger = openSqliteLedger({ file: join(folder, 'ledger.db') })
})

afterEach(async () => {
  await ledger.close()
  await rm(folder, { recursive: true, force: true })
})

const label: LabelRow = {
  requestId: 'r1',
  n: 1,
  source: 'judge',
  rater: 'judge/a',
  study: 's1',
  versusN: 2,
  score: 0.5,
  reason: undefined,
  atMs: startMs,
}

describe('history', () => {
  const first = outcome('r1', {
    decidedTarget: 'a',
    decidedGate: 'checks',
    rule: 'rule 2',
    propensity: 0.25,
    rejections: { b: 'context' },
    requestJson: '{"features":{}}',
    promptJson: '[{"role":"user"}]',
  })
  const reply = { requestId: 'r1', n: 1, text: 'hi', toolCalls: [], finish: 'stop' } as const

  async function writeTwo(): Promise<void> {
    await ledger.writeOutcome(outcome('r2', { startedAtMs: startMs - 1, policyName: 'beta' }))
    await ledger.writeIntent(intent('r1', 1))
    await ledger.writeSettlement(settlement('r1', 1, { priceJson: '{}' }))
    await ledger.writeReply(reply)
    await ledger.writeOutcome(first)
    await ledger.writeIntent(intent('r1', 2, { purpose: 'shadow', study: 's1' }))
    await ledger.writeLabel(label)
  }

  it('gives requests in order of time, each with its attempts and labels', async () => {
    await writeTwo()
    const attempts = [
      { ...intent('r1', 1), ...settlement('r1', 1) },
      intent('r1', 2, { purpose: 'shadow', study: 's1' }),
    ]
    expect([...ledger.history()]).toEqual([
      {
        outcome: outcome('r2', { startedAtMs: startMs - 1, policyName: 'beta' }),
        attempts: [],
        labels: [],
        replies: [],
      },
      { outcome: { ...first, promptJson: undefined }, attempts, labels: [label], replies: [] },
    ])
  })

  it('gives prompts, replies and prices to whoever asks, and leaves out what nobody needs', async () => {
    await writeTwo()
    const [all] = ledger.history({ sinceMs: startMs, with: ['replies', 'prompts', 'prices'] })
    expect(all).toMatchObject({ outcome: first, attempts: [{ priceJson: '{}' }, { n: 2 }], replies: [reply] })
    const [little] = ledger.history({ policy: 'alpha', without: ['attempts', 'labels'] })
    expect(little).toMatchObject({ outcome: { requestId: 'r1' }, attempts: [], labels: [], replies: [] })
    expect([...ledger.history({ untilMs: startMs - 1 })]).toEqual([])
  })

  it.each([499, 500, 501, 1_700])('gives %i requests once each, however many are of one moment', async (count) => {
    const ids = Array.from({ length: count }, (_, index) => `r${index}`)
    const atMs = (index: number): number => startMs + (index < 20 ? index : index < 1_300 ? 20 : index)
    await Promise.all(ids.map((id, index) => ledger.writeOutcome(outcome(id, { startedAtMs: atMs(index) }))))
    expect([...ledger.history()].map((past) => past.outcome.requestId)).toEqual(ids)
    expect([...ledger.outcomes({ sinceMs: startMs + 20 })].map(({ requestId }) => requestId)).toEqual(ids.slice(20))
  })

  it.each([
    [1, ['r4']],
    [2, ['r2', 'r3', 'r4']],
    [9, ['r1', 'r2', 'r3', 'r4']],
  ])('gives the last %i, and who began with the first of them', async (last, ids) => {
    for (const [id, ms, policyName] of [
      ['r1', 1, 'alpha'],
      ['r2', 2, 'alpha'],
      ['r3', 2, 'alpha'],
      ['r4', 3, 'alpha'],
      ['r5', 4, 'beta'],
      ['r6', 5, 'alpha'],
    ] as const)
      await ledger.writeOutcome(outcome(id, { startedAtMs: startMs + ms, policyName }))
    const past = [...ledger.history({ last, policy: 'alpha', untilMs: startMs + 5 })]
    expect(past.map((one) => one.outcome.requestId)).toEqual(ids)
  })

  it('the last none are refused', () => {
    expect(() => [...ledger.history({ last: 0 })]).toThrow(RangeError)
  })

  it('lets its reader write while it reads', async () => {
    await Promise.all(Array.from({ length: 1_100 }, (_, index) => ledger.writeOutcome(outcome(`r${index}`))))
    let seen = 0
    for (const past of ledger.history()) {
      seen++
      if (seen % 300 !== 0) continue
      const { requestId } = past.outcome
      await ledger.writeIntent(intent(requestId, 2, { purpose: 'judge', study: 's1' }))
      await ledger.writeSettlement(settlement(requestId, 2))
      await ledger.writeLabel({ ...label, requestId })
    }
    expect(seen).toBe(1_100)
    expect(ledger.report().total.spend.evidenceUsd).toBeCloseTo(3 * 0.000_02, 12)
  })
})

describe('labels', () => {
  it('are found by when, by source and by study, in order of when', async () => {
    const rows: readonly LabelRow[] = [
      { ...label, requestId: 'r3', atMs: startMs + 2 },
      { ...label, requestId: 'r2', atMs: startMs + 1, source: 'human', study: undefined },
      label,
    ]
    for (const row of rows) await ledger.writeLabel(row)
    const idsOf = (query?: Parameters<SqliteLedger['labels']>[0]): string[] =>
      [...ledger.labels(query)].map(({ requestId }) => requestId)
    expect(idsOf()).toEqual(['r1', 'r2', 'r3'])
    expect(idsOf({ source: 'human' })).toEqual(['r2'])
    expect(idsOf({ study: 's1', sinceMs: startMs + 1 })).toEqual(['r3'])
    expect(idsOf({ untilMs: startMs + 1 })).toEqual(['r1'])
    expect(ledger.labelCounts()).toEqual({ human: 1, judge: 2 })
  })
})
