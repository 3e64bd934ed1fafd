import type { ActualRun } from '@signalbox/quality'

/** What a log of another gateway says became of a request: no plan, no tier, no task type but a named one. */
export function toForeignRun(
  facts: Pick<ActualRun, 'policy' | 'kind' | 'servedModel' | 'costNanoUsd'> &
    Partial<Pick<ActualRun, 'task' | 'durationMs'>>,
): ActualRun {
  return {
    isVirtual: false,
    task: undefined,
    action: undefined,
    propensity: undefined,
    rejections: {},
    servedTarget: undefined,
    servedTier: undefined,
    escalated: false,
    escalationCause: undefined,
    isCostLowerBound: facts.costNanoUsd === undefined,
    baselineModel: undefined,
    baselineCostNanoUsd: undefined,
    durationMs: undefined,
    failedTargets: [],
    ...facts,
  }
}
