import type { LabelRow, MemoryLedger, PlainCall, SettlementRow } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { historyOf, sendBy, servedLedger, studyOptions } from '../../test/judge-world.ts'
import { planStudy } from './plan-study.ts'
import { readStudy } from './read-study.ts'
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
  const history = historyOf(ledger)
  return runStudy(planStudy(history, options), {
    ...options,
    ledger,
    history,
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

  it('run again, pays for nothing twice where answers are not kept, and has each request once', async () => {
    const ledger = await servedLedger([{ task: 'extract' }, { task: 'code' }], { storeReplies: false })
    const first = await study(ledger, firstWins, { keepsReplies: false })
    const second = await study(ledger, firstWins, { keepsReplies: false })
    expect([first.calls, second.calls]).toEqual([8, 0])
    expect(second.verdicts).toHaveLength(4)
    const read = readStudy(historyOf(ledger), { study: 'spring', arms: studyOptions().arms })
    expect(read.verdicts).toHaveLength(4)
  })

  it('leaves the attempts of others alone that have come since it was planned', async () => {
    const ledger = await servedLedger([{ task: 'extract' }])
    const history = historyOf(ledger)
    const spring = studyOptions()
    const autumn = studyOptions({ study: 'autumn' })
    const plans = [planStudy(history, spring), planStudy(history, autumn)]
    for (const plan of plans)
      await runStudy(plan, {
        ...spring,
        ledger,
        history,
        send: sendBy(firstWins),
        capNanoUsd: 10 ** 9,
        keepsReplies: true,
        nowMs: () => 1,
      })
    expect(ledger.intents.map(({ n, study: of }) => [n, of])).toEqual([
      [1, undefined],
      ...[2, 3, 4].map((n) => [n, 'spring']),
      ...[5, 6, 7].map((n) => [n, 'autumn']),
    ])
    expect(ledger.labels.map(({ n, versusN, study: of }) => [n, versusN, of])).toEqual([
      [1, 2, 'spring'],
      [2, 1, 'spring'],
      [1, 5, 'autumn'],
      [5, 1, 'autumn'],
    ])
  })

  it('stops between two calls when it is told to, and goes on from there', async () => {
    const ledger = await servedLedger(Array.from({ length: 6 }, () => ({ task: 'extract' })))
    const stop = new AbortController()
    let asked = 0
    const call: PlainCall = (target, context) => {
      if (++asked === 4) stop.abort()
      return firstWins(target, context)
    }
    const first = await study(ledger, call, { signal: stop.signal, concurrency: 2 })
    expect(first.isStopped).toBe(true)
    expect(first.calls).toBeLessThanOrEqual(5)
    expect(first.unfinished).toEqual([])
    expect(ledger.settlements).toHaveLength(ledger.intents.length)
    const second = await study(ledger, firstWins)
    expect(second).toMatchObject({ isStopped: false, notReached: 0, unfinished: [] })
    expect(first.calls + second.calls).toBe(18)
    expect(second.verdicts).toHaveLength(12)
  })

  it('ends what is under way before it tells of a fault of its own', async () => {
    const ledger = await servedLedger(Array.from({ length: 6 }, () => ({ task: 'extract' })))
    let labels = 0
    const broken = {
      ...ledger,
      writeLabel: async (row: LabelRow) => {
        if (++labels === 1) throw new Error('disk full')
        await ledger.writeLabel(row)
      },
    }
    const options = studyOptions()
    const history = historyOf(ledger)
    const run = runStudy(planStudy(history, options), {
      ...options,
      ledger: broken,
      history,
      send: sendBy(firstWins),
      capNanoUsd: 10 ** 9,
      keepsReplies: true,
      nowMs: () => 1,
      concurrency: 2,
    })
    await expect(run).rejects.toThrow('disk full')
    const sent = ledger.intents.length
    expect(ledger.settlements).toHaveLength(sent)
    expect(sent).toBeLessThan(6 + 18)
    await new Promise((resolve) => setImmediate(resolve))
    expect(ledger.intents).toHaveLength(sent)
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
