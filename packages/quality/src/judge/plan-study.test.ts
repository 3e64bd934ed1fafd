import type { RouteRequest } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { historyOf, judgeNowMs, judgePolicy, sendBy, servedLedger, studyOptions } from '../../test/judge-world.ts'
import { modelArms } from './arms.ts'
import { planStudy } from './plan-study.ts'
import { runStudy } from './run-study.ts'
import { toStudyPolicy, unpricedTargets } from './study-policy.ts'

const mixed: readonly Partial<RouteRequest>[] = [
  { task: 'extract' },
  { task: 'extract' },
  { task: 'extract', model: 'tier:frontier' },
  { task: 'code' },
  // A caller who names a model is no part of what a policy decides.
  { task: 'extract', model: 'dear' },
]

describe('the plan of a study', () => {
  it('takes requests of virtual ids by task type and tier, and says what that will cost', async () => {
    const plan = planStudy(historyOf(await servedLedger(mixed)), studyOptions())
    expect(plan.strata).toEqual([
      { name: 'code/frontier', task: 'code', arm: 'frontier', traffic: 1, withPrompt: 1, pairs: 1 },
      { name: 'extract/economy', task: 'extract', arm: 'economy', traffic: 2, withPrompt: 2, pairs: 2 },
      { name: 'extract/frontier', task: 'extract', arm: 'frontier', traffic: 1, withPrompt: 1, pairs: 1 },
    ])
    expect(plan.calls).toEqual({ counterparts: 4, again: 0, verdicts: 8 })
    expect(plan.expectedNanoUsd).toBeGreaterThan(0)
    expect(plan.mostNanoUsd).toBeGreaterThan(plan.expectedNanoUsd)
    expect(Number.isInteger(plan.expectedNanoUsd) && Number.isInteger(plan.mostNanoUsd)).toBe(true)
    expect(plan.leftOut).toEqual([])
    expect(planStudy(historyOf(await servedLedger(mixed)), studyOptions())).toEqual(plan)
  })

  it('keeps to the tasks and to so many of each', async () => {
    const history = historyOf(await servedLedger(mixed))
    const plan = planStudy(history, studyOptions({ tasks: ['extract'], perStratum: 1 }))
    expect(plan.strata.map(({ name, traffic, pairs }) => [name, traffic, pairs])).toEqual([
      ['extract/economy', 2, 1],
      ['extract/frontier', 1, 1],
    ])
  })

  it('takes the next in turn for one that may not be asked again', async () => {
    const requests = Array.from({ length: 12 }, (_, index) => ({
      task: 'extract',
      shadow: index % 2 === 0 ? false : undefined,
    }))
    const plan = planStudy(historyOf(await servedLedger(requests)), studyOptions({ perStratum: 5 }))
    expect(plan.strata[0]).toMatchObject({ traffic: 12, pairs: 5 })
    expect(plan.leftOut).toMatchObject([{ reason: 'their callers keep them out of studies' }])
  })

  it('plans as many pairs as its money is expected to pay for, of all strata alike', async () => {
    const requests = Array.from({ length: 24 }, (_, index) => ({ task: index < 4 ? 'code' : 'extract' }))
    const history = historyOf(await servedLedger(requests))
    const whole = planStudy(history, studyOptions())
    expect(whole).toMatchObject({ isShortened: false })
    const mostExpectedNanoUsd = Math.round(whole.expectedNanoUsd / 4)
    const short = planStudy(history, studyOptions({ mostExpectedNanoUsd }))
    expect(short.isShortened).toBe(true)
    expect(short.expectedNanoUsd).toBeLessThanOrEqual(mostExpectedNanoUsd)
    expect(short.strata.map(({ name, pairs }) => [name, pairs])).toEqual([
      ['code/frontier', 3],
      ['extract/economy', 3],
    ])
    expect(short.pairs).toEqual(whole.pairs.slice(0, 6))
    expect(planStudy(history, studyOptions({ mostExpectedNanoUsd: 1 }))).toMatchObject({ pairs: [], isShortened: true })
  })

  it('at most costs what it can: every byte a token, answers to their limits', async () => {
    const ledger = await servedLedger([{ task: 'extract', maxOutputTokens: 100 }])
    const options = studyOptions({ mostCharacters: 1_000 })
    const { mostNanoUsd } = planStudy(historyOf(ledger), options)
    const run = await runStudy(planStudy(historyOf(ledger), options), {
      ...options,
      ledger,
      history: historyOf(ledger),
      keepsReplies: true,
      capNanoUsd: 10 ** 12,
      nowMs: () => 1,
      // Three bytes a character, and each of them a token.
      send: (router, request) =>
        sendBy(({ id }) => ({
          text: id === 'judge' ? 'I cannot say.' : '語'.repeat(1_000),
          usage: {
            inputTokens: new TextEncoder().encode(request.messages.map(({ content }) => content).join('')).length,
            outputTokens: id === 'judge' ? 1_500 : 100,
          },
        }))(router, request),
    })
    // The pair is given up in its first order: half of the judge's calls.
    expect(run.costNanoUsd).toBeLessThan(mostNanoUsd)
    expect(2 * run.costNanoUsd).toBeGreaterThan(mostNanoUsd / 2)
  })

  it('counts what has no prompt, unless its owner hands it over', async () => {
    const history = historyOf(await servedLedger([{ task: 'extract' }, { task: 'extract' }], { storePrompts: false }))
    const none = planStudy(history, studyOptions())
    expect(none.pairs).toEqual([])
    expect(none.leftOut).toEqual([{ reason: 'their prompt is not kept', requests: 2, examples: ['r1', 'r2'] }])
    const prompts = new Map([['r2', { messages: [{ role: 'user', content: 'Once more?' } as const] }]])
    const handed = planStudy(history, studyOptions({ prompts }))
    expect(handed.pairs.map(({ requestId, asked }) => [requestId, asked.messages])).toEqual([
      ['r2', [{ role: 'user', content: 'Once more?' }]],
    ])
    expect(handed.strata[0]).toMatchObject({ traffic: 2, withPrompt: 1 })
  })

  it.each([
    ['of the judge', { vendors: { deny: ['w'] } }, /^judge may not read them \(vendor\)$/],
    ['of the counterpart', { maxRetentionDays: 0 }, /may not read them \(retention\)$/],
    ['of a cost', { maxCostUsd: 0.05 }, /^frontier may not read them \(cost-ceiling\)$/],
  ])("holds a request's own limits: %s", async (_, constraints, reason) => {
    const { outcomes, ...ledger } = await servedLedger([{ task: 'extract' }])
    const rows = outcomes.map((row) => ({
      ...row,
      requestJson: JSON.stringify({ ...JSON.parse(row.requestJson ?? ''), constraints }),
    }))
    const plan = planStudy(historyOf({ ...ledger, outcomes: rows }), studyOptions())
    expect(plan.pairs).toEqual([])
    expect(plan.leftOut).toMatchObject([{ reason: expect.stringMatching(reason), examples: ['r1'] }])
  })

  it("holds the policy's limits, for the judge too", async () => {
    const history = historyOf(await servedLedger([{ task: 'extract' }]))
    const policy = toStudyPolicy({ ...judgePolicy, constraints: { vendors: { deny: ['w'] } } })
    expect(planStudy(history, studyOptions({ policy })).leftOut).toMatchObject([
      { reason: 'judge may not read them (vendor)' },
    ])
  })

  it('compares two models, and counts what another served', async () => {
    const history = historyOf(await servedLedger(mixed))
    const arms = modelArms(judgePolicy, ['cheap', 'judge'])
    const plan = planStudy(history, studyOptions({ arms }))
    expect(plan.strata.map(({ name, pairs }) => [name, pairs])).toEqual([['extract/cheap', 2]])
    expect(plan.leftOut).toEqual([{ reason: 'another tier or model served them', requests: 2, examples: ['r3', 'r4'] }])
  })

  it('asks nobody twice at once: a rival would double what a call may cost', () => {
    const hedged = { ...judgePolicy, execution: { ...judgePolicy.execution, hedge: { delayMs: 1 } } }
    expect(toStudyPolicy(hedged).execution).toEqual({ maxRetriesPerTarget: 0, hedge: undefined })
  })

  it('names targets without a price', () => {
    const { arms, judge } = studyOptions()
    const policy = {
      ...judgePolicy,
      targets: [...judgePolicy.targets, { id: 'odd', model: 'v/cheap', provider: 'odd' }],
    }
    const odd = { ...judge, targets: ['odd'] }
    expect(unpricedTargets(toStudyPolicy(policy), arms, odd, judgeNowMs)).toEqual(['odd'])
    const assumed = toStudyPolicy(policy, { inputPerMillionUsd: 1, outputPerMillionUsd: 2 })
    expect(unpricedTargets(assumed, arms, odd, judgeNowMs)).toEqual([])
  })
})
