import { closedBreaker, type Choice, type Pool, type Strategy, type Target } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import type { RandomWorld } from './random-world.ts'
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
interface Sabotage {
  readonly law: string
  /** What the watcher has to say, where several laws have one number. */
  readonly words?: string
  readonly sabotage: NonNullable<SimulateOptions['sabotage']>
}

const sabotages: Readonly<Record<string, Sabotage>> = {
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
  'a chain whose lists stand in after any failure': {
    law: 'invariant 2',
    words: 'which the chain does not lead to',
    sabotage: ({ world }) => ({
      strategy: withChoice(world, (choice) => ({
        ...choice,
        steps: choice.steps.map(({ onlyAfter: _, notAfter: __, ...step }) => step),
      })),
    }),
  },
  'a chain that others of the policy stand in for': {
    law: 'invariant 2',
    words: 'which the chain does not lead to',
    sabotage: ({ world }) => ({ strategy: withChoice(world, (choice) => ({ ...choice, isWhole: false })) }),
  },
  'more targets in a call than its carrier takes': {
    law: 'invariant 5',
    words: 'its carrier takes',
    sabotage: ({ world }) => ({ targets: withPools(world, (pool) => ({ name: pool.name })) }),
  },
  'two pools in one call': {
    law: 'invariant 2',
    words: 'in the plan',
    sabotage: ({ world }) => ({ targets: withPools(world, (pool) => ({ ...pool, name: 'one' })) }),
  },
  'a reply put down to the wrong target': {
    law: 'invariant 9',
    words: 'answered',
    sabotage: ({ world: { options } }) => ({
      targets: options.targets.map((target, n) => ({
        ...target,
        as: options.targets[(n + 1) % options.targets.length]?.as,
      })),
    }),
  },
  'prices other than those that were agreed': {
    law: 'invariant 9',
    words: 'priced',
    sabotage: ({ world: { options } }) => ({ targets: options.targets.map(({ prices: _, ...target }) => target) }),
  },
  'half of the money held': {
    law: 'invariant 5',
    words: 'goes out with',
    sabotage: ({ budgetStore }) => ({
      budgetStore: {
        ...budgetStore,
        reserve: (hold) => budgetStore.reserve({ ...hold, nanoUsd: Math.floor(hold.nanoUsd / 2) }),
      },
    }),
  },
  'a breaker that hears of others': {
    law: 'invariant 6',
    words: 'that none of its targets has had',
    sabotage: ({ store }) => ({
      breakers: { ...store, apply: (key, event) => store.apply(key.replace('target:t1', 'target:t0'), event) },
    }),
  },
}

function withChoice({ options, carried }: RandomWorld, change: (choice: Choice) => Choice): Strategy {
  const { strategy } = options
  if (carried?.chain === undefined) return strategy
  return {
    ...strategy,
    choose: (input) => {
      const choice = strategy.choose(input)
      return choice && change(choice)
    },
  }
}

function withPools({ options }: RandomWorld, change: (pool: Pool) => Pool): readonly Target[] {
  return options.targets.map((target) =>
    target.pool === undefined ? target : { ...target, pool: change(target.pool) },
  )
}

describe('the watcher catches', () => {
  it.each(Object.entries(sabotages))(
    '%s',
    async (_, { law, words = '', sabotage }) => {
      const found = new Set<string>()
      const isCaught = (): boolean => [...found].some((one) => one.startsWith(`${law}:`) && one.includes(words))
      for (const seed of seeds) {
        const { violation } = await simulate(seed, { sabotage })
        if (violation !== undefined) found.add(violation)
        if (isCaught()) break
      }
      expect(isCaught(), [...found].join('\n')).toBe(true)
    },
    60_000,
  )
})
