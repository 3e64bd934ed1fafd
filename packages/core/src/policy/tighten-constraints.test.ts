import { describe, expect, it } from 'vitest'
import type { Constraints } from '../request/constraints.ts'
import { tightenConstraints } from './tighten-constraints.ts'

const cases: readonly (readonly [string, Constraints, Constraints | undefined, Constraints])[] = [
  ['nothing of the request', { maxCostUsd: 1 }, undefined, { maxCostUsd: 1 }],
  ['the lower ceiling, the policy`s', { maxCostUsd: 1 }, { maxCostUsd: 5 }, { maxCostUsd: 1 }],
  ['the lower ceiling, the request`s', { maxCostUsd: 5 }, { maxCostUsd: 1 }, { maxCostUsd: 1 }],
  ['a ceiling of the request alone', {}, { maxCostUsd: 0 }, { maxCostUsd: 0 }],
  ['open weights cannot be given up', { openWeights: true }, { openWeights: false }, { openWeights: true }],
  [
    'what both allow',
    { vendors: { allow: ['a', 'b'] } },
    { vendors: { allow: ['b', 'c'] } },
    { vendors: { allow: ['b'], deny: [] } },
  ],
  [
    'nothing that both allow: nobody',
    { vendors: { allow: ['a'] } },
    { vendors: { allow: ['b'] } },
    { vendors: { allow: [], deny: [] } },
  ],
  [
    'what either denies',
    { jurisdictions: { deny: ['CN'] } },
    { jurisdictions: { allow: ['US', 'CN'], deny: ['RU'] } },
    { jurisdictions: { allow: ['US', 'CN'], deny: ['CN', 'RU'] } },
  ],
]

describe('tightenConstraints', () => {
  it.each(cases)('%s', (_, policy, request, expected) => {
    expect(tightenConstraints(policy, request)).toEqual(expected)
  })
})
