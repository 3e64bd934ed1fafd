/** A rule of a policy as data. */
export interface FoundRule {
  /** Its condition; a text where it is a function. */
  readonly when: unknown
}

/** Where strategies keep those inside them. */
const inner = ['firstOf', 'sticky', 'explore', 'fallbacks', 'inner', 'first'] as const

/**
 * The rule a decision names, in the strategy as data: `strategy.describe()`. A rule inside the strategy of another is `outer, inner`.
 * undefined = the policy has no such rule, any more.
 */
export function findRule(strategy: unknown, name: string): FoundRule | undefined {
  if (Array.isArray(strategy)) return firstFound(strategy, name)
  if (typeof strategy !== 'object' || strategy === null) return undefined
  const { rules, otherwise } = strategy as { readonly rules?: unknown; readonly otherwise?: unknown }
  if (!Array.isArray(rules))
    return firstFound(
      inner.flatMap((key) => (Object.hasOwn(strategy, key) ? [(strategy as Record<string, unknown>)[key]] : [])),
      name,
    )
  for (const [index, rule] of rules.entries()) {
    const { name: own = `rule ${index + 1}`, when, use } = rule as { name?: string; when: unknown; use: unknown }
    if (name === own) return { when }
    if (name.startsWith(`${own}, `)) return findRule(use, name.slice(own.length + 2))
  }
  return name.startsWith('otherwise, ') ? findRule(otherwise, name.slice('otherwise, '.length)) : undefined
}

function firstFound(strategies: readonly unknown[], name: string): FoundRule | undefined {
  for (const strategy of strategies) {
    const found = findRule(strategy, name)
    if (found !== undefined) return found
  }
  return undefined
}
