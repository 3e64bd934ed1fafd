/** A named, ordered set of targets. Tiers are ordered cheapest first: the first is the default handler, the rest escalate. */
export interface Tier {
  readonly name: string
  readonly targets: readonly string[]
}
