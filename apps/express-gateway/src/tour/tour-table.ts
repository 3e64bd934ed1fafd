import type { SignalboxMetadata } from '@signalbox/express'
import Table from 'cli-table3'
import type { Call } from './visit.ts'

/** One line: a call, and what the router did for it; undefined = it never got there. */
export interface TourRow {
  readonly call: Call
  readonly did: SignalboxMetadata | undefined
}

/** Per call: status, model, tier, why, cost and saving, USD. 80 columns wide. */
export function toTourTable(rows: readonly TourRow[]): string {
  const table = new Table({
    head: ['request', 'http', 'model', 'tier', 'why', 'cost', 'saved'],
    colAligns: ['left', 'left', 'left', 'left', 'left', 'right', 'right'],
    colWidths: [16, 5, 18, 9, 13, 10, 9],
    wordWrap: true,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
    chars: oneLine,
  })
  for (const { call, did } of rows)
    table.push([
      call.name,
      call.status,
      did?.model.split('/').at(-1) ?? '-',
      did?.tier ?? '-',
      did === undefined ? (call.code ?? '').replaceAll('_', ' ') : toWhy(did),
      toUsd(did?.costUsd, did?.isCostLowerBound),
      toUsd(did?.savedUsd),
    ])
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

/** No lines but one under the head. */
const oneLine = {
  ...Object.fromEntries(
    ['top', 'bottom', 'left', 'right', 'middle'].flatMap((side) =>
      [side, `${side}-mid`, `${side}-left`, `${side}-right`].map((name) => [name, '']),
    ),
  ),
  'left-mid': '',
  'mid-mid': '',
  'right-mid': '',
  mid: '',
}

/** The task, or whom the answer stands in for. */
function toWhy({ task, fallback, attempts }: SignalboxMetadata): string {
  const failed = attempts.find(({ end }) => end === 'failed')
  if (fallback === 'no' || failed === undefined) return task
  return `${task}; ${failed.target.split('/')[0] ?? failed.target}: ${failed.reason ?? failed.end}`
}

function toUsd(usd: number | undefined, isLowerBound = false): string {
  if (usd === undefined) return '-'
  return `${isLowerBound ? '≥' : ''}${usd < 0 ? '-' : ''}$${Math.abs(usd).toFixed(5)}`
}
