import type { Attempt, Outcome } from '@signalbox/express'
import Table from 'cli-table3'
import type { Told } from './run-requests.ts'

/** Per request: who answered it, why, in how many calls, and its cost by their account and by ours, USD. 100 columns wide. */
export function toAnswersTable(told: readonly Told[]): string {
  const table = new Table({
    head: ['request', 'answered by', 'at', 'why', 'calls', 'they say', 'we say'],
    colAligns: ['left', 'left', 'left', 'left', 'right', 'right', 'right'],
    colWidths: [16, 18, 12, 26, 6, 11, 11],
    wordWrap: true,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
    chars: oneLine,
  })
  for (const { name, outcome } of told)
    table.push([
      name,
      ...toAnswerer(outcome),
      toWhy(outcome),
      outcome.attempts.length,
      toUsd(sum([outcome], 'reportedCostNanoUsd')),
      toUsd(sum([outcome], 'pricedCostNanoUsd')),
    ])
  const outcomes = told.map(({ outcome }) => outcome)
  table.push([
    'together',
    '',
    '',
    '',
    outcomes.reduce((count, { attempts }) => count + attempts.length, 0),
    toUsd(sum(outcomes, 'reportedCostNanoUsd')),
    toUsd(sum(outcomes, 'pricedCostNanoUsd')),
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

/** The model, and where its carrier says it sent the call. */
function toAnswerer({ servedBy, attempts }: Outcome): readonly [model: string, host: string] {
  const { host = '-' } = attempts.find(({ n }) => n === servedBy?.n) ?? {}
  return [servedBy?.model.split('/').at(-1) ?? '-', host]
}

/** The task; and what kept it from the model that the task is for. */
function toWhy({ decision: { task, rejected }, failure, servedBy, attempts }: Outcome): string {
  if (failure !== undefined) return `refused: ${failure.kind}`
  if (attempts.find(({ n }) => n === servedBy?.n)?.answeredBy !== undefined) return `${task}; they fell back`
  if (attempts.length > 1) return `${task}; we fell back`
  return rejected.some(({ code }) => code === 'cost-ceiling') ? `${task}; the rest too dear` : task
}

/** undefined = nobody has said. */
function sum(
  outcomes: readonly Outcome[],
  field: keyof Pick<Attempt, 'reportedCostNanoUsd' | 'pricedCostNanoUsd'>,
): number | undefined {
  const known = outcomes.flatMap(({ attempts }) => attempts.flatMap((attempt) => attempt[field] ?? []))
  return known.length === 0 ? undefined : known.reduce((total, one) => total + one, 0)
}

function toUsd(nanoUsd: number | undefined): string {
  return nanoUsd === undefined ? '-' : `$${(nanoUsd / 1e9).toFixed(7)}`
}
