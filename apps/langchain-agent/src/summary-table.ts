import type { SignalboxResponseMetadata } from '@signalbox/langchain'
import Table from 'cli-table3'

export interface TakenStep {
  readonly decision: SignalboxResponseMetadata
  readonly does: string
}

/** Per step: model, why, cost, saving; and their sums. */
export function toSummaryTable(steps: readonly TakenStep[]): string {
  const table = new Table({
    head: ['step', 'does', 'model', 'why', 'cost', 'saved'],
    colAligns: ['right', 'left', 'left', 'left', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  })
  for (const [index, { decision, does }] of steps.entries()) {
    const { model, costUsd, isCostLowerBound, savedUsd } = decision
    table.push([
      index + 1,
      does,
      model,
      toWhy(decision),
      `${isCostLowerBound ? '≥ ' : ''}${toUsd(costUsd)}`,
      toUsd(savedUsd),
    ])
  }
  const known = steps.map(({ decision }) => decision.savedUsd).filter((saved) => saved !== undefined)
  const cost = steps.reduce((sum, { decision }) => sum + decision.costUsd, 0)
  const saved = known.length === 0 ? undefined : known.reduce((sum, one) => sum + one, 0)
  table.push(['', '', '', `${steps.length} steps`, toUsd(cost), toUsd(saved)])
  return table.toString()
}

function toWhy({ task, tier, escalated, fallback, attempts }: SignalboxResponseMetadata): string {
  const failed = attempts
    .filter(({ end }) => end === 'failed')
    .map(({ target, reason }) => `${target} failed (${reason})`)
  if (fallback !== 'no') return `${task}; stands in: ${failed.join(', ')}`
  return escalated ? `${task}: ${tier} tier` : `${task}: default handler`
}

function toUsd(usd: number | undefined): string {
  if (usd === undefined) return '-'
  return `${usd < 0 ? '-' : ''}$${Math.abs(usd).toFixed(6)}`
}
