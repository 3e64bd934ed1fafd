import type { ChosenStep, Strategy } from './strategy.ts'

/** These targets in this order, nothing else: what a caller who names a concrete model gets. */
export function pinned(targets: readonly string[]): Strategy {
  return {
    name: 'pinned',
    choose: (input) => {
      const allowed = targets.filter((id) => input.candidates.some((candidate) => candidate.target.id === id))
      const steps = allowed.map((target, index): ChosenStep => ({ target, role: index === 0 ? 'chosen' : 'fallback' }))
      return steps.length === 0
        ? undefined
        : { strategy: 'pinned', cause: 'pinned', reason: `the caller named ${targets[0] ?? ''}`, steps }
    },
    references: () => ({ targets }),
    describe: () => ({ pinned: targets }),
  }
}
