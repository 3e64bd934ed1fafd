/** One deployment of a group. */
export interface GroupMember {
  readonly target: string
  readonly weight?: number | undefined
}

/** What stands in, as names of tiers and targets, by the kind of failure. */
export interface GroupChain {
  /** After every failure that has no list of its own. */
  readonly next: readonly string[]
  readonly contextLength: readonly string[]
  readonly contentPolicy: readonly string[]
}

/** What callers name, and LiteLLM's `model_name`. */
export interface ModelGroup {
  readonly name: string
  /** In order of preference, unless they are drawn by weight or chosen by a strategy. */
  readonly members: readonly GroupMember[]
  readonly chain: GroupChain
  readonly choice: 'order' | 'weight' | 'cost-based-routing' | 'latency-based-routing'
}

/** Another name for a group. */
export interface GroupAlias {
  readonly group: string
  /** Taken, but not listed. */
  readonly isHidden: boolean
}

export interface ModelGroups {
  readonly groups: ReadonlyMap<string, ModelGroup>
  readonly aliases: ReadonlyMap<string, GroupAlias>
}
