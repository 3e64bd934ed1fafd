import type { CarriedCost } from '@signalbox/core'
import { formatPercent, formatUsd } from './format-money.ts'

/** What carriers charge beside what we would have, in a sentence. */
export function toCarriedLine({ attempts, reportedUsd, pricedUsd, differenceShare, differing }: CarriedCost): string {
  const sign = (differenceShare ?? 0) > 0 ? '+' : ''
  const difference = differenceShare === undefined ? '' : ` (${sign}${formatPercent(differenceShare)})`
  return `Carriers report ${formatUsd(reportedUsd)} for ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'} that our prices put at ${formatUsd(pricedUsd)}${difference}; ${differing} of them ${differing === 1 ? 'differs' : 'differ'} by more than 1 %.`
}
