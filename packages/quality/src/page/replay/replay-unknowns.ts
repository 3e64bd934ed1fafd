import type { ReplayReport, SideFigures } from '../../replay/replay-report.ts'
import { toCountOf, toCountText } from '../kit/figures.ts'

/** What the record does not tell of B, counted. */
export function replayUnknowns({ total: { b } }: ReplayReport): readonly string[] {
  return [
    ...(b.gateUnknown > 0
      ? [`${toCountOf(b.gateUnknown, 'request')}: no record tells what the gate would say. Both ends are shown.`]
      : []),
    ...Object.entries(b.costUnknown).map(([why, count]) => `${toCountOf(count, 'request')} of unknown cost: ${why}.`),
    ...(b.failedUncounted > 0
      ? [`${toCountOf(b.failedUncounted, 'attempt')} would fail again at a cost that no record has.`]
      : []),
    ...(b.latencyMs.unknown > 0
      ? [`${toCountOf(b.latencyMs.unknown, 'request')} would go to targets of which the record has no latency.`]
      : []),
    ...sayTokens(b.tokens),
  ]
}

function sayTokens({ counted, ofAnotherModel, estimated }: SideFigures['tokens']): readonly string[] {
  if (ofAnotherModel + estimated === 0) return []
  return [
    `Tokens of ${toCountText(counted)} answers were counted by the same model, of ${toCountText(ofAnotherModel)} by another one on the same request, and of ${toCountText(estimated)} estimated.`,
  ]
}
