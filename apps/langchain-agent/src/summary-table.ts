import type { SignalboxResponseMetadata } from '@signalbox/langchain'
import Table from 'cli-table3'

export interface TakenStep {
  readonly decision: SignalboxResponseMetadata
  readonly does: string
}

/** What the columns beside `why` need at most, lines between them included. */
const otherColumns = 69

/** Per step: model, why, cost, saving; and their sums. As wide as the terminal, where there is one. */
export function toSummaryTable(steps: readonly TakenStep[], columns = 120): string {
  const table = new Table({
    head: ['', 'does', 'model', 'why', 'cost', 'saved'],
    colAligns: ['right', 'left', 'left', 'left', 'right', 'right'],
    colWidths: [null, null, null, Math.min(48, Math.max(16, columns - otherColumns)), null, null],
    wordWrap: true,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
    chars: plain,
  })
  for (const [index, { decision, does }] of steps.entries()) {
    const { model, costUsd, isCostLowerBound, savedUsd } = decision
    const name = model.split('/').at(-1) ?? model
    table.push([index + 1, does, name, toWhy(decision), toUsd(costUsd, isCostLowerBound), toUsd(savedUsd)])
  }
  const known = steps.flatMap(({ decision }) => decision.savedUsd ?? [])
  const cost = steps.reduce((sum, { decision }) => sum + decision.costUsd, 0)
  const isLowerBound = steps.some(({ decision }) => decision.isCostLowerBound)
  const saved = known.length === 0 ? undefined : known.reduce((sum, one) => sum + one, 0)
  table.push([
    '',
    '',
    '',
    steps.length === 1 ? '1 step' : `${steps.length} steps`,
    toUsd(cost, isLowerBound),
    toUsd(saved),
  ])
  return table.toString()
}

/** No lines but one under the head. */
const plain = {
  ...Object.fromEntries(['top', 'bottom', 'left', 'right', 'middle'].map((name) => [name, ''])),
  ...Object.fromEntries(
    ['top', 'bottom', 'left', 'right'].flatMap((side) =>
      ['mid', 'left', 'right'].map((place) => [`${side}-${place}`, '']),
    ),
  ),
  mid: '',
  'mid-mid': '',
}

function toWhy({ task, tier, escalated, fallback, attempts }: SignalboxResponseMetadata): string {
  if (fallback === 'no') return escalated ? `${task}: ${tier} tier` : `${task}: default handler`
  const failed = attempts.flatMap(({ target, end, reason = end }) =>
    end === 'failed' ? [`${target} failed (${reason})`] : [],
  )
  return failed.length === 0 ? `${task}: stands in` : `${task}: ${[...new Set(failed)].join(', ')}`
}

function toUsd(usd: number | undefined, isLowerBound = false): string {
  if (usd === undefined) return '-'
  return `${isLowerBound ? '≥ ' : ''}${usd < 0 ? '-' : ''}$${Math.abs(usd).toFixed(6)}`
}
