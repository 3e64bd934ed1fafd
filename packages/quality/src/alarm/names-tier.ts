import type { EscalationFacts } from './escalation-facts.ts'

/** Longest chain of aliases that is followed, as the router does. */
const aliasLimit = 8

/**
 * Whether a caller chose the tier himself, by `tier:NAME` or a name that stands for one: where the request went is then no choice of the
 * policy's, and no leak of it.
 *
 * @param aliases the policy's; without them a name of the caller's own counts as a tier's where nothing but a tier was asked
 */
export function createTierNaming(
  aliases?: Readonly<Record<string, string>>,
): (facts: Pick<EscalationFacts, 'requested' | 'strategy'>) => boolean {
  return ({ requested, strategy }) => {
    if (aliases === undefined)
      return (
        requested.startsWith('tier:') || (strategy === 'tier' && requested !== 'auto' && !requested.startsWith('task:'))
      )
    let name = requested
    for (let hop = 0; hop < aliasLimit && Object.hasOwn(aliases, name); hop++) name = aliases[name] ?? name
    return name.startsWith('tier:')
  }
}
