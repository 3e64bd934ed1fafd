import { describe, expect, it } from 'vitest'
import { escalated, facts } from '../../test/escalation-facts.ts'
import { classifyEscalation } from './classify-escalation.ts'
import { createTierNaming } from './names-tier.ts'

const aliases = { 'gpt-4': 'best', best: 'tier:frontier', standard: 'auto', loop: 'loop' }

describe('what a request is to the alarm', () => {
  it.each([
    ['the default handler served', facts(), 'within'],
    ['a gate turned a draft down', escalated('gate'), 'leak'],
    ['a fall-back upwards', escalated('fallback'), 'leak'],
    ['a constraint', escalated('constraint'), 'leak'],
    ['a classifier', escalated('classifier'), 'leak'],
    ['no task could be told', escalated('unknown-task'), 'leak'],
    ['a cause nobody wrote down', escalated('gate', { escalationCause: undefined }), 'leak'],
    ['a rule that asked for it', escalated('rule'), 'intended'],
    ['a draw', escalated('exploration'), 'intended'],
    ['it was not served', facts({ kind: 'failed' }), 'uncounted'],
    ['it broke off', escalated('gate', { kind: 'broken' }), 'uncounted'],
    ['a model was named', escalated('rule', { isVirtual: false }), 'uncounted'],
    ['a tier was named', escalated('rule', { requested: 'tier:frontier' }), 'by-caller'],
    ['a tier was named, and stood in for', escalated('fallback', { requested: 'tier:economy' }), 'by-caller'],
    ['an alias of an alias of a tier', escalated('rule', { requested: 'gpt-4', strategy: 'tier' }), 'by-caller'],
    ['an alias of auto', escalated('gate', { requested: 'standard' }), 'leak'],
    ['a task was named', escalated('gate', { requested: 'task:classify' }), 'leak'],
    ['an alias of itself', escalated('gate', { requested: 'loop' }), 'leak'],
    ['a name of no table', escalated('gate', { requested: 'constructor' }), 'leak'],
  ])('%s', (_, row, kind) => {
    expect(classifyEscalation(row, createTierNaming(aliases))).toBe(kind)
  })

  it.each([
    ['tier:frontier', 'tier', 'by-caller'],
    ['gpt-4', 'tier', 'by-caller'],
    ['gpt-4', 'rules', 'leak'],
    ['auto', 'tier', 'leak'],
    ['task:qa', 'tier', 'leak'],
  ])('without aliases at hand: %s, decided by %s', (requested, strategy, kind) => {
    expect(classifyEscalation(escalated('fallback', { requested, strategy }), createTierNaming())).toBe(kind)
  })
})
