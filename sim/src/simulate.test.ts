import { closedBreaker } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { simulate, type SimulateOptions } from './simulate.ts'

const seeds = Array.from({ length: 500 }, (_, n) => String(n))

describe('500 simulated worlds', () => {
  it('break no invariant', async () => {
    const broken: string[] = []
    for (const seed of seeds) {
      const { violation } = await simulate(seed)
      if (violation !== undefined) broken.push(`seed ${seed}: ${violation}; again: pnpm sim --seed ${seed} --log`)
    }
    expect(broken).toEqual([])
  }, 120_000)

  it('end the same, to the hash of every event, when played twice', async () => {
    for (const seed of seeds.slice(0, 60)) expect((await simulate(seed)).hash, seed).toBe((await simulate(seed)).hash)
    expect(new Set(await Promise.all(seeds.slice(0, 60).map(async (seed) => (await simulate(seed)).hash))).size).toBe(
      60,
    )
  }, 60_000)
})

/** What the watcher is for: each of these engines is broken in one place, and some seed must tell. */
const sabotages: Readonly<Record<string, { readonly law: string; readonly sabotage: SimulateOptions['sabotage'] }>> = {
  'breakers that never close anything': {
    law: 'invariant 6',
    sabotage: ({ store }) => ({ breakers: { ...store, get: (key) => store.get(key) && closedBreaker } }),
  },
  'an intent that is not written': {
    law: 'invariant 1',
    sabotage: ({ ledger }) => ({ ledger: { ...ledger, writeIntent: () => {} } }),
  },
  'a settlement that is lost': {
    law: 'invariant 1',
    sabotage: ({ ledger }) => ({
      ledger: { ...ledger, writeSettlement: (row) => (row.n === 2 ? undefined : ledger.writeSettlement(row)) },
    }),
  },
  'an outcome written twice': {
    law: 'invariant 1',
    sabotage: ({ ledger }) => ({
      ledger: {
        ...ledger,
        writeOutcome: async (row) => {
          await ledger.writeOutcome(row)
          await ledger.writeOutcome(row)
        },
      },
    }),
  },
  'constraints that are forgotten': {
    law: 'invariant 2',
    sabotage: () => ({ constraints: {} }),
  },
  'one attempt too many': {
    law: 'invariant 5',
    sabotage: () => ({ execution: { maxAttempts: 9 } }),
  },
  'a fallback that never comes': {
    law: 'invariant 7',
    sabotage: () => ({ execution: { maxAttempts: 1 } }),
  },
}

describe('the watcher catches', () => {
  it.each(Object.entries(sabotages))(
    '%s',
    async (_, { law, sabotage }) => {
      const found = new Set<string>()
      for (const seed of seeds.slice(0, 300)) {
        const { violation } = await simulate(seed, { sabotage })
        if (violation !== undefined) found.add(violation.split(':')[0] ?? '')
        if (found.has(law)) break
      }
      expect([...found]).toContain(law)
    },
    60_000,
  )
})
