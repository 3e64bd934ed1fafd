import { expect, it } from 'vitest'
import { escalated } from '../../test/escalation-facts.ts'
import { createBrokenBelow } from './broken-below.ts'
import { leakSourceOf } from './leak-source.ts'

const tiers = [
  { name: 'economy', targets: ['cheap', 'spare'] },
  { name: 'frontier', targets: ['dear', 'dearest'] },
]

it.each([
  ['a rule', escalated('rule', { rule: 'rule 3' }), 'rule 3'],
  ['no rule', escalated('rule', { rule: undefined }), 'otherwise'],
  ['a gate', escalated('gate', { decidedGate: 'logprobs' }), 'logprobs'],
  ['a gate of an older row', escalated('gate'), 'unknown'],
  ['a fall-back', escalated('fallback'), 'cheap'],
  ['a draw', escalated('exploration'), 'drawn'],
  [
    'constraints below the tier that served',
    escalated('constraint', {
      rejections: { spare: 'json-schema', dearest: 'jurisdiction', cheap: 'context-window' },
    }),
    'context-window + json-schema',
  ],
  [
    'a target the policy no longer has',
    escalated('constraint', { rejections: { gone: 'tools', dearest: 'vendor' } }),
    'tools',
  ],
  ['a limit that held when it was planned', escalated('constraint'), 'when its turn came'],
])('%s has a name of the policy', (_, row, source) => {
  expect(leakSourceOf(row, createBrokenBelow(tiers))).toBe(source)
})

it('without tiers all constraints are named', () => {
  const row = escalated('constraint', { rejections: { cheap: 'tools', dearest: 'jurisdiction' } })
  expect(leakSourceOf(row, createBrokenBelow())).toBe('jurisdiction + tools')
})
