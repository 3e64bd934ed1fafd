import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findBreaches, readSource, walls } from './walls.ts'

const source = readSource(fileURLToPath(new URL('../src', import.meta.url)))

describe('the walls of the core', () => {
  it('stand', () => {
    expect(source.length).toBeGreaterThan(100)
    expect(findBreaches(source)).toEqual([])
  })

  it('every room of the table exists', () => {
    const rooms = new Set(source.map(({ path }) => (path.includes('/') ? path.split('/')[0] : '.')))
    expect(Object.keys(walls).toSorted()).toEqual([...rooms].toSorted())
  })
})

describe('a breach is found and named', () => {
  const planted = (path: string, text: string): string[] => findBreaches([...source, { path, text }])

  it.each([
    [
      'across a wall',
      'strategies/new.ts',
      "import { execute } from '../execution/execute.ts'",
      /strategies may not import execution/,
    ],
    [
      'by a type',
      'policy/new.ts',
      "import type { Decision } from '../decision/decision.ts'",
      /policy may not import decision/,
    ],
    [
      'by a re-export',
      'request/new.ts',
      "export { priceAt } from '../catalog/price-at.ts'",
      /request may not import catalog/,
    ],
    [
      'over several lines',
      'gates/new.ts',
      "import {\n  execute,\n} from '../execution/execute.ts'",
      /gates may not import execution/,
    ],
    ['by import()', 'ledger/new.ts', "const x = await import('../router.ts')", /ledger may not import \./],
    [
      'into a wrapping file',
      'execution/new.ts',
      "import { createRouter } from '../router.ts'",
      /execution may not import \./,
    ],
    ['to an outside module', 'catalog/new.ts', "import fs from 'node:fs'", /imports node:fs/],
    ['to a package', 'catalog/new.ts', "import { z } from 'zod'", /imports zod/],
    ['by a clock', 'policy/new.ts', 'const now = Date.now()', /Only ports\/ may/],
    ['by chance', 'strategies/new.ts', 'return Math.random() < 0.5', /Only ports\/ may/],
    ['by a timer', 'execution/new.ts', 'setTimeout(run, 5)', /Only ports\/ may/],
    ['by the network', 'call/new.ts', "await fetch('https://example.org')", /Only ports\/ may/],
    ['by the console', 'router-x.ts', "console.log('x')", /Only ports\/ may/],
    ['by an unknown room', 'helpers/new.ts', "import { tier } from '../strategies/tier.ts'", /does not know/],
    ['by using the test kit', 'router-x.ts', "import { ok } from './testing/index.ts'", /testing is for tests/],
  ])('%s', (_, path, text, expected) => {
    expect(planted(path, text).join('\n')).toMatch(expected)
  })

  it('a cycle', () => {
    const breaches = findBreaches([
      { path: 'budget/one.ts', text: "import { two } from './two.ts'" },
      { path: 'budget/two.ts', text: "import type { One } from './one.ts'" },
    ])
    expect(breaches).toEqual(['A cycle: budget/one.ts -> budget/two.ts -> budget/one.ts'])
  })

  it('words in comments and texts are no breach', () => {
    expect(planted('policy/new.ts', '// Date.now() is not used here\n/** setTimeout */\nconst a = 1')).toEqual([])
  })
})
