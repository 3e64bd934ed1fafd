/** One deployment of a group. */
export interface GroupMember {
  readonly target: string
  /** From 1: those of a higher one are asked where those of a lower one fail. undefined: all stand side by side. */
  readonly order?: number | undefined
  readonly weight?: number | undefined
}

/** What stands in, as names of tiers and targets, by the kind of failure. */
export interface GroupChain {
  readonly next: readonly string[]
  readonly contextLength: readonly string[]
  readonly contentPolicy: readonly string[]
}

/** What callers name: LiteLLM's `model_name`, or an alias. */
export interface ModelGroup {
  readonly name: string
  readonly members: readonly GroupMember[]
  readonly chain: GroupChain
  /** How one is chosen among those that stand side by side. Default: by weight, else evenly. */
  readonly routing?: 'cost-based-routing' | 'latency-based-routing' | undefined
  /** Another name for the deployments of this group, with a chain of its own: LiteLLM looks chains up by the name in a request. */
  readonly aliasOf?: string | undefined
  /** Taken, but not listed. Of aliases only. */
  readonly isHidden?: boolean | undefined
}
