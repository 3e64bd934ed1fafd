import type { RouteRequest } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { historyOf, judgeNowMs, judgePolicy, servedLedger, studyOptions } from '../../test/judge-world.ts'
import { modelArms } from './arms.ts'
import { planStudy } from './plan-study.ts'
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
