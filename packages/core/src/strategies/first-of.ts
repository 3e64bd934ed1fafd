import type { Strategy } from './strategy.ts'

/** The first strategy with an opinion decides. */
export function firstOf(...strategies: readonly Strategy[]): Strategy {
  return {
    name: 'first-of',
    choose: (input) => {
      for (const strategy of strategies) {
        const choice = strategy.choose(input)
        if (choice !== undefined) return choice
      }
      return undefined
    },
    references: () => {
      const all = strategies.map((strategy) => strategy.references?.() ?? {})
      return { tiers: all.flatMap((one) => one.tiers ?? []), targets: all.flatMap((one) => one.targets ?? []) }
    },
    describe: () => ({ firstOf: strategies.map((strategy) => strategy.describe()) }),
  }
}
