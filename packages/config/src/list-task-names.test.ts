import { expect, it } from 'vitest'
import { listTaskNames } from './list-task-names.ts'

it('finds what rules name, inside other strategies too, each once', () => {
  const inner = { rules: [{ when: { task: 'refunds' }, use: 'a' }], otherwise: 'a' }
  const strategy = {
    firstOf: [
      { sticky: { inner } },
      {
        rules: [
          { when: { task: ['qa', 'refunds'] }, use: inner },
          { when: {}, use: 'a' },
        ],
        otherwise: 'a',
      },
    ],
  }
  expect(listTaskNames({ strategy })).toEqual(['refunds', 'qa'])
  expect(listTaskNames({ strategy: { tier: 'a' } })).toEqual([])
})
