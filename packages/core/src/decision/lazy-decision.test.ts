import { expect, test } from 'vitest'
import type { Decision } from './decision.ts'
import { LazyDecision } from './lazy-decision.ts'

const passedOver = [{ target: 'b', model: 'v/b', tier: 'economy', reason: 'same tier', step: 1 }]

function decide(explain: () => Decision['passedOver']): Decision {
  return new LazyDecision({
    requestId: 'r',
    requested: 'auto',
    isVirtual: true,
    policy: { name: 'default', version: 'v' },
    strategy: 'tier',
    cause: 'default',
    reason: 'first',
    rule: undefined,
    propensity: 1,
    task: 'qa',
    taskSource: 'detected',
    language: 'en',
    inputTokens: 10,
    maxOutputTokens: undefined,
    isOutputLimitDefaulted: false,
    steps: [],
    rejected: [],
    expectedCostUsd: undefined,
    maxCostUsd: undefined,
    baseline: undefined,
    decidedAtMs: 0,
    explain,
  })
}

test.each<[string, (decision: Decision) => unknown]>([
  ['read', ({ passedOver: list }) => list],
  ['through JSON', (decision) => (JSON.parse(JSON.stringify(decision)) as Decision).passedOver],
  ['spread', (decision) => ({ ...decision }).passedOver],
  ['cloned', (decision) => structuredClone(decision).passedOver],
])('what was passed over is there: %s', (_, look) => {
  expect(look(decide(() => passedOver))).toEqual(passedOver)
})

test('the sentences are made once, when they are asked for', () => {
  let made = 0
  const decision = decide(() => {
    made++
    return passedOver
  })
  expect([decision.requestId, made]).toEqual(['r', 0])
  expect([decision.passedOver, decision.passedOver, made]).toEqual([passedOver, passedOver, 1])
})
