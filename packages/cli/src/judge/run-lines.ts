import type { StudyRun } from '@signalbox/quality'
import { formatUsd } from '../format-money.ts'
import { toLeftOutLines } from './left-out-lines.ts'

/** What a run has cost, and what did not go as planned. */
export function toRunLines(run: StudyRun): readonly string[] {
  const atLeast = run.isCostLowerBound ? 'at least ' : ''
  return [
    `${run.calls} calls for ${atLeast}${formatUsd(run.costNanoUsd / 1e9)}.`,
    ...(run.notReached === 0
      ? []
      : [
          run.isStopped
            ? `Stopped before ${run.notReached} pairs. Run the study again: it goes on from here.`
            : `The cap was reached before ${run.notReached} pairs. Run the study again with a higher --max-cost: it goes on from here.`,
        ]),
    ...toLeftOutLines('Pairs that came to nothing:', run.unfinished),
    ...(run.askedTwice === 0 ? [] : [`${run.askedTwice} verdicts could be read only when asked for again.`]),
    ...(run.cut === 0
      ? []
      : [`${run.cut} pairs had answers too long for the judge: both were cut at the same length.`]),
  ]
}
