import { describe, expect, test } from 'vitest'
import { actual, allEconomy, allFrontier, answer, past } from '../../test/replay-world.ts'
import type { ActualRun, PastRequest } from './past-request.ts'
import { replay } from './replay.ts'

/** As a log of another gateway tells it: the model that answered, no target, no task, no plan. */
function logged(id: string, model: string, more: Partial<ActualRun> = {}): PastRequest {
  return past(id, {
    actual: actual({
      isVirtual: false,
      task: undefined,
      action: undefined,
      propensity: undefined,
      servedTarget: undefined,
      servedTier: undefined,
      servedModel: model,
      ...more,
    }),
    answers: [answer({ model }, { durationMs: 700 })],
  })
}

describe('what happened, by a log that names models alone', () => {
  test('is where routes come from, and has served', async () => {
    const rows = [logged('1', 'vx/x'), logged('2', 'vx/x'), logged('3', 'va/a')]
    const { total, routes, tasks, lost } = await replay({ past: rows, to: allEconomy })
    expect(routes.map(({ from, to, requests }) => [from, to, requests])).toEqual([['vx/x', 'a', 2]])
    expect(total.a).toMatchObject({ served: 3, decided: 3, noRoute: { requests: 0 } })
    expect(total.changed).toMatchObject({ numerator: 2, denominator: 3 })
    expect(tasks.map(({ key }) => key)).toEqual(['qa'])
    expect(lost).toEqual([])
  })

  test('costs what it cost where the same model answers again, prompt cache and all', async () => {
    const { total } = await replay({ past: [logged('1', 'vx/x', { costNanoUsd: 5 })], to: allFrontier })
    expect([total.cost.aNanoUsd, total.cost.bNanoUsd]).toEqual([5, 5])
    const unknown = await replay({
      past: [logged('1', 'vx/x', { costNanoUsd: undefined, isCostLowerBound: true })],
      to: allFrontier,
    })
    expect(unknown.total.b.spend).toMatchObject({ requests: 1, nanoUsd: 14_000_000 })
    expect(unknown.total.a.costUnknown).toEqual({ 'no whole cost in the record': 1 })
  })

  test('has failed where it says so, which is no lack of a route', async () => {
    const failed = logged('1', 'vx/x', { kind: 'failed', servedModel: undefined })
    const { total } = await replay({ past: [failed], to: allEconomy })
    expect(total.a).toMatchObject({ served: 0, decided: 0, noRoute: { requests: 0 } })
    expect(total.b).toMatchObject({ served: 1 })
  })
})
