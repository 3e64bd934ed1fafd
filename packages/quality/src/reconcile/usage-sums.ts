/** Usage of one model on one day, as one side counts it. Integers; 0 where that side does not tell it, see `UsageTold`. */
export interface UsageSums {
  readonly requests: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly costNanoUsd: number
}

/** Which figures an export has: what it does not tell is not compared. */
export interface UsageTold {
  readonly requests: boolean
  readonly tokens: boolean
  readonly cost: boolean
  /** Its rows name their models; else a day is compared as a whole. */
  readonly models: boolean
}

export const noUsage: UsageSums = { requests: 0, inputTokens: 0, outputTokens: 0, costNanoUsd: 0 }

export function addUsage(a: UsageSums, b: UsageSums): UsageSums {
  return {
    requests: a.requests + b.requests,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    costNanoUsd: a.costNanoUsd + b.costNanoUsd,
  }
}
