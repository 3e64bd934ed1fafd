import { cascade, checks, rules, tier, type Strategy } from '@signalbox/core'
import { economyTasks, frontierTasks } from '../default-policy.ts'

/** A policy of the comparison. */
export interface DemoPolicy {
  readonly name: string
  readonly strategy: Strategy
}

const checked = (): Strategy => cascade({ tiers: ['economy', 'frontier'], gate: checks() })

/** The same targets and constraints under five strategies. The recorded answers carry no log-probabilities, so the gate is checks alone. */
export const demoPolicies: readonly DemoPolicy[] = [
  { name: 'all-frontier', strategy: tier('frontier') },
  { name: 'all-economy', strategy: tier('economy') },
  {
    name: 'rules',
    strategy: rules(
      [
        { when: { task: economyTasks }, use: 'economy' },
        { when: { task: frontierTasks }, use: 'frontier' },
      ],
      { otherwise: 'frontier' },
    ),
  },
  { name: 'cascade', strategy: checked() },
  {
    name: 'rules+cascade',
    strategy: rules(
      [
        { when: { task: economyTasks }, use: checked() },
        { when: { task: frontierTasks }, use: 'frontier' },
      ],
      { otherwise: 'frontier' },
    ),
  },
]
