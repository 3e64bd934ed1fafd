import type { MemoryLedger, PlainCall, SettlementRow } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { historyOf, sendBy, servedLedger, studyOptions } from '../../test/judge-world.ts'
import { planStudy } from './plan-study.ts'
import { runStudy, type RunStudyOptions, type StudyRun } from './run-study.ts'
import type { StudyOptions } from './study-options.ts'

const usage = { inputTokens: 10, outputTokens: 5 }
/** 10 input and 5 output tokens at the prices of `judgePolicy`, in nano-dollars. */
const costs = { cheap: 20_000, dear: 200_000, judge: 100_000 } as const

/** Answers, and judges that the first is better. */
const firstWins: PlainCall = ({ id }) => ({ text: id === 'judge' ? '{"winner":"first"}' : `${id} answers`, usage })

async function study(
  ledger: MemoryLedger,
  call: PlainCall,
  more: Partial<StudyOptions & RunStudyOptions> = {},
): Promise<StudyRun> {
  const options = studyOptions(more)
  return runStudy(planStudy(historyOf(ledger), options), {
    ...options,
    ledger,
    send: sendBy(call),
    capNanoUsd: 10 ** 9,
    keepsReplies: true,
    nowMs: () => options.nowMs,
    ...more,
  })
}

describe('a study', () => {
  it('asks the other arm and the judge twice, and writes it all to the requests of the past', async () => {
    const ledger = await servedLedger([{ task: 'extract' }, { task: 'code' }])
    const run = await study(ledger, firstWins)
    expect(run).toMatchObject({
      calls: 6,
      costNanoUsd: 620_000,
      isCostLowerBound: false,
      unfinished: [],
      notReached: 0,
    })
    expect(run.costNanoUsd).toBe(costs.cheap + costs.dear + 4 * costs.judge)
    expect(run.verdicts.map(({ requestId, order, winner, a, b }) => [requestId, order, winner, a.n, b.n])).toEqual([
      ['r2', 'a-first', 'a', 2, 1],
      ['r2', 'b-first', 'b', 2, 1],
      ['r1', 'a-first', 'a', 1, 2],
      ['r1', 'b-first', 'b', 1, 2],
    ])
    expect(ledger.intents.filter(({ study: of }) => of === 'spring')).toHaveLength(6)
    expect(ledger.intents.filter(({ requestId }) => requestId === 'r1').map(({ n, purpose }) => [n, purpose])).toEqual([
      [1, 'serve'],
      [2, 'shadow'],
      [3, 'judge'],
      [4, 'judge'],
    ])
    expect(ledger.outcomes.map(({ evidenceCostNanoUsd }) => evidenceCostNanoUsd)).toEqual([400_000, 220_000])
    expect(ledger.labels.map(({ n, versusN, score, rater }) => [n, versusN, score, rater])).toContainEqual([
      1,
      2,
      1,
      'judge',
    ])
    expect(ledger.outcomes).toHaveLength(2)
  })

  it('run again, pays for nothing twice', async () => {
    const ledger = await servedLedger([{ task: 'extract' }, { task: 'code' }])
    const first = await study(ledger, firstWins)
    const second = await study(ledger, firstWins)
    expect(second).toMatchObject({ calls: 0, costNanoUsd: 0 })
    expect(second.verdicts.map(({ order, winner }) => [order, winner])).toEqual(
      first.verdicts.map(({ order, winner }) => [order, winner]),
    )
    const plan = planStudy(historyOf(ledger), studyOptions())
    expect(plan).toMatchObject({
      calls: { counterparts: 0, again: 0, verdicts: 0 },
      known: { answers: 4, verdicts: 4 },
      expectedNanoUsd: 0,
      mostNanoUsd: 0,
    })
    // Another judge has said nothing yet, of answers that are there.
    const other = studyOptions({ judge: { name: 'dear', ask: 'dear', targets: ['dear'] } })
    expect(planStudy(historyOf(ledger), other).calls).toEqual({ counterparts: 0, again: 0, verdicts: 4 })
  })

  it('takes an answer that a shadow has brought', async () => {
    const ledger = await servedLedger([{ task: 'extract' }])
    const [served] = ledger.intents
    if (served === undefined) throw new Error('nothing was served')
    const place = { requestId: 'r1', n: 2 }
    await ledger.writeIntent({
      ...served,
      ...place,
      purpose: 'shadow',
      target: 'dear',
      tier: 'frontier',
      study: 'shadow',
    })
    await ledger.writeSettlement({ ...(ledger.settlements[0] as SettlementRow), ...place })
    ledger.writeReply({ ...place, text: 'as a shadow', toolCalls: [], finish: 'stop' })
    const run = await study(ledger, firstWins)
    expect(run).toMatchObject({ calls: 2, verdicts: [{ b: { n: 2 } }, { b: { n: 2 } }] })
  })

  it('asks for a served answer again where it is not kept, and says so beforehand', async () => {
    const ledger = await servedLedger([{ task: 'extract' }], { storeReplies: false })
    expect(planStudy(historyOf(ledger), studyOptions()).calls).toEqual({ counterparts: 1, again: 1, verdicts: 2 })
    const run = await study(ledger, firstWins, { keepsReplies: false })
    expect(run.verdicts.map(({ a, b }) => [a.n, b.n])).toEqual([
      [2, 3],
      [2, 3],
    ])
    expect(ledger.replies).toEqual([])
  })

  it.each([
    ['', 'no verdict: empty'],
    ['First, I say.', 'no verdict: nonsense'],
    ["I'm sorry, but I can't compare these.", 'no verdict: refused'],
  ])('a judge that says %j is asked once more, and never guessed at', async (text, reason) => {
    const ledger = await servedLedger([{ task: 'extract' }])
    const run = await study(ledger, ({ id }) => ({ text: id === 'judge' ? text : 'an answer', usage }))
    expect(run.unfinished).toEqual([{ reason, requests: 1, examples: ['r1'] }])
    expect(run.verdicts).toEqual([])
    expect(ledger.labels).toEqual([])
  })

  it('a judge that comes to its senses is believed', async () => {
    const ledger = await servedLedger([{ task: 'extract' }])
    let asked = 0
    const run = await study(ledger, ({ id }) => ({
      text: id !== 'judge' ? 'an answer' : ++asked % 2 === 1 ? 'Well…' : '{"winner":"tie"}',
      usage,
    }))
    expect(run).toMatchObject({ askedTwice: 2, unfinished: [] })
    expect(run.verdicts.map(({ winner }) => winner)).toEqual(['tie', 'tie'])
  })

  it('counts answers that fail, and goes on', async () => {
    const ledger = await servedLedger([{ task: 'extract' }, { task: 'code' }])
    const run = await study(ledger, (target, context) => {
      if (target.id === 'dear') throw Object.assign(new Error('down'), { status: 503 })
      return firstWins(target, context)
    })
    expect(run.unfinished).toMatchObject([{ reason: 'frontier did not answer (server-error)', requests: 1 }])
    expect(run.verdicts).toHaveLength(2)
  })

  it('cuts long answers at one length, and counts them', async () => {
    const ledger = await servedLedger([{ task: 'extract' }])
    const shown: string[] = []
    const send = sendBy(({ id }) => ({ text: id === 'judge' ? '{"winner":"tie"}' : 'xyz'.repeat(100), usage }))
    const run = await study(ledger, firstWins, {
      mostCharacters: 20,
      send: (router, request) => {
        if (request.model === 'judge') shown.push(String(request.messages[1]?.content))
        return send(router, request)
      },
    })
    expect(run.cut).toBe(1)
    expect(shown).toHaveLength(2)
    for (const text of shown) expect(text).toMatch(/begins\nxyzxyzxyzxyzxyzxyzxy\n--- /)
    expect(run.verdicts[0]).toMatchObject({ lengthA: 12, lengthB: 300 })
  })
})

describe('what a study costs', () => {
  const requests = Array.from({ length: 12 }, () => ({ task: 'extract' }))

  it.each([0, 1, 10_000_000, 50_000_000, 100_000_000, 200_000_000, 500_000_000])(
    'never passes a cap of %d nano-dollars, whatever prompts turn out to be',
    async (capNanoUsd) => {
      const ledger = await servedLedger(requests)
      // As many tokens as a prompt has bytes, and the whole output limit.
      const run = await study(
        ledger,
        ({ id }) => ({
          text: id === 'judge' ? '{"winner":"first"}' : 'x',
          usage: { inputTokens: id === 'judge' ? 1_500 : 80, outputTokens: id === 'judge' ? 1_500 : 4_096 },
        }),
        { capNanoUsd },
      )
      expect(run.costNanoUsd).toBeLessThanOrEqual(capNanoUsd)
      expect(ledger.outcomes.reduce((sum, row) => sum + row.evidenceCostNanoUsd, 0)).toBe(run.costNanoUsd)
      expect(run.notReached).toBeGreaterThan(0)
    },
  )

  it('goes on later from where its cap stopped it', async () => {
    const ledger = await servedLedger(requests)
    const first = await study(ledger, firstWins, { capNanoUsd: 80_000_000 })
    const second = await study(ledger, firstWins)
    expect(first.notReached).toBeGreaterThan(0)
    expect(second.notReached).toBe(0)
    expect(first.costNanoUsd + second.costNanoUsd).toBe(12 * (costs.dear + 2 * costs.judge))
    expect(second.verdicts).toHaveLength(24)
  })
})
