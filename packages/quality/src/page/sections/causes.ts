/** What each cause of an escalation means, in the order they are drawn: what was intended first. */
export const causes: readonly { readonly cause: string; readonly meaning: string }[] = [
  { cause: 'rule', meaning: 'a rule sends it up' },
  { cause: 'classifier', meaning: 'the classifier chose so' },
  { cause: 'exploration', meaning: 'drawn for comparison' },
  { cause: 'gate', meaning: 'the draft was not sure enough' },
  { cause: 'fallback', meaning: 'the cheaper model failed' },
  { cause: 'constraint', meaning: 'the cheaper model was not allowed' },
  { cause: 'unknown-task', meaning: 'the task was not recognised' },
]

/** The colour of a cause: `other` where we do not know it. */
export function kindOf(cause: string): string {
  return causes.some((known) => known.cause === cause) ? cause : 'other'
}

/** Causes with counts, those we know first and in their order. */
export function orderCauses(counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  const place = (cause: string): number => {
    const at = causes.findIndex((known) => known.cause === cause)
    return at < 0 ? causes.length : at
  }
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
}
