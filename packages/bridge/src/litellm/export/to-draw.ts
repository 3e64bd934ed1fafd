import type { StrategyConfig } from '@signalbox/config'
import type { GroupMember } from './model-group.ts'
import type { Placing } from './place-strategy.ts'

type Weighted = Extract<StrategyConfig, { weighted: unknown }>['weighted']

/** Deployments side by side, by weight. */
export function toDraw({ weights }: Weighted, { path, build, say }: Placing): readonly GroupMember[] {
  for (const key of ['stickyBy', 'salt'])
    say([...path, 'weighted', key], 'not-carried', 'LiteLLM draws anew for each request.')
  return Object.entries(weights).flatMap(([name, weight]) => {
    const targets = build.membersOf(name)
    const at = [...path, 'weighted', 'weights', name]
    if (weight === 0) {
      say(at, 'different', 'LiteLLM could still draw it once all others have failed: it is left out.')
      return []
    }
    if (targets.length > 1)
      say(at, 'different', 'LiteLLM weighs deployments: the targets of the tier share its weight evenly, in no order.')
    return targets.map((target) => ({ target, weight: weight / targets.length }))
  })
}
