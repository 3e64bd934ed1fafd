import type { GateSpec } from '../decision/gate.ts'
import type { GateMaker } from './gate-maker.ts'

export interface LogprobsParams {
  /** Least confidence that is accepted, 0..1. */
  readonly atLeast: number
  /**
   * How token probabilities become one confidence: the geometric mean (default), the least likely token, or the 10 % quantile.
   * Quantiles resist the length bias of means (Gupta et al., "Language Model Cascades: Token-level uncertainty and beyond", ICLR 2024).
   */
  readonly measure?: 'mean' | 'min' | 'p10' | undefined
}

/** A gate on the draft's own token log-probabilities. Abstains where the provider sends none. */
export function logprobs(params: LogprobsParams): GateSpec {
  return { name: 'logprobs', params: { ...params } }
}

export const makeLogprobs: GateMaker = (params) => {
  const { atLeast, measure = 'mean' } = params as Partial<LogprobsParams>
  if (typeof atLeast !== 'number' || !(atLeast >= 0 && atLeast <= 1)) {
    throw new Error(`The gate logprobs needs atLeast between 0 and 1, not ${String(atLeast)}.`)
  }
  return {
    name: 'logprobs',
    needsLogprobs: true,
    judge: ({ logprobs: values }) => {
      if (values === undefined || values.length === 0)
        return { kind: 'abstain', reason: 'the provider sent no log-probabilities' }
      const confidence = Math.exp(aggregate(values, measure))
      const reason = `confidence ${confidence.toFixed(3)} (${measure}), wanted ${atLeast}`
      return confidence >= atLeast ? { kind: 'accept', reason } : { kind: 'escalate', reason }
    },
  }
}

function aggregate(values: readonly number[], measure: 'mean' | 'min' | 'p10'): number {
  if (measure === 'mean') return values.reduce((sum, value) => sum + value, 0) / values.length
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[measure === 'min' ? 0 : Math.floor(values.length * 0.1)] ?? 0
}
