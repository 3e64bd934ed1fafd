import type { PlanStep } from '@signalbox/core'
import { describe, expect, test } from 'vitest'
import { walkPlan, type GateAnswer, type WalkFacts } from './walk-plan.ts'

const step = (target: string, more: Partial<PlanStep> = {}): PlanStep => ({
  target,
  model: target,
  tier: 'economy',
  role: 'chosen',
  ...more,
})
const gate = { name: 'checks', params: {} }

/** Two gated drafts of one tier, then two above it. */
const plan = [step('a', { gate, escalateTo: 2 }), step('b', { gate, escalateTo: 2 }), step('x'), step('y')]

const walk = (
  steps: readonly PlanStep[],
  answers: Record<string, GateAnswer | 'fails'> = {},
  more: Partial<WalkFacts> = {},
): string =>
  walkPlan(steps, {
    fails: ({ target }) => answers[target] === 'fails',
    gate: ({ target }) => (answers[target] as GateAnswer | undefined) ?? 'unknown',
    unknownAs: 'accept',
    onExhausted: 'serve-draft',
    ...more,
  })
    .asked.map(({ step: { target }, end }) => `${target} ${end}`)
    .join(', ')

describe('a plan is walked as execution does', () => {
  test.each<[string, Record<string, GateAnswer | 'fails'>, string]>([
    ['a draft that passes', { a: 'accept' }, 'a served'],
    ['one that does not goes past its own tier', { a: 'escalate' }, 'a rejected, x served'],
    ['a failure leads to the next', { a: 'fails', b: 'accept' }, 'a failed, b served'],
    ['and on', { a: 'escalate', x: 'fails' }, 'a rejected, x failed, y served'],
    ['a gate may name the step', { a: 3 }, 'a rejected, y served'],
    ['an unknown gate', {}, 'a served'],
  ])('%s', (_, answers, expected) => {
    expect(walk(plan, answers)).toBe(expected)
  })
  test('an unknown gate taken to escalate', () => {
    expect(walk(plan, {}, { unknownAs: 'escalate' })).toBe('a rejected, x served')
  })
  test('the gate of a last step is not run', () => {
    expect(walk([step('a', { gate })], { a: 'escalate' })).toBe('a served')
  })
  test('steps for one kind of failure only are passed over', () => {
    expect(walk([step('a'), step('l', { onlyAfter: ['context-length'] }), step('x')], { a: 'fails' })).toBe(
      'a failed, x served',
    )
  })
  test.each([
    ['serve-draft', 'a'],
    ['fail', undefined],
  ] as const)('where all after a draft fails: %s', (onExhausted, expected) => {
    const { served } = walkPlan(plan, {
      fails: ({ target }) => target === 'x' || target === 'y',
      gate: () => 'escalate',
      unknownAs: 'accept',
      onExhausted,
    })
    expect(served?.target).toBe(expected)
  })
})
