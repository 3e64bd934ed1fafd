import type { UsageSums, UsageTold } from './usage-sums.ts'

/** Why two sides count otherwise; every one but `unexplained` follows from what both sides say. */
export type DifferenceReason =
  /** No more than the export's costs are rounded by. */
  | 'rounding'
  /** The ledger has nothing of this model on this day: other keys, or another name. */
  | 'only-theirs'
  /** The export has nothing of it: another account, or not billed yet. */
  | 'only-ours'
  /** Attempts of ours that may have been billed, at a cost we do not know. */
  | 'cost-unknown'
  /** Attempts of ours that began on one day and ended on the next. */
  | 'midnight'
  /** They count more requests or tokens than we do: other keys. */
  | 'other-traffic'
  /** We count more than they do. */
  | 'not-in-export'
  /** Both count the same tokens and ask another price. */
  | 'price-differs'
  | 'unexplained'

export interface ExplainedPart {
  readonly reason: DifferenceReason
  /** Of theirs less ours; integer of nano-dollars. */
  readonly nanoUsd: number
}

/** One model on one day. */
export interface DifferenceInput {
  readonly ours: UsageSums & { readonly costUnknown: number; readonly midnightNanoUsd: number }
  readonly theirs: UsageSums & { readonly rows: number }
  readonly told: UsageTold
  /** By how much the export's sum may be off for being rounded. */
  readonly roundingNanoUsd: number
}

/** Counts this near are the same: retries and counts of tools differ by a little. */
const sameWithin = 0.01

/** The parts of theirs less ours; they add up to it. */
export function explainDifference({ ours, theirs, told, roundingNanoUsd }: DifferenceInput): ExplainedPart[] {
  const whole = theirs.costNanoUsd - ours.costNanoUsd
  if (whole === 0) return []
  if (ours.requests === 0 && ours.midnightNanoUsd === 0) return [{ reason: 'only-theirs', nanoUsd: whole }]
  if (theirs.rows === 0) return [{ reason: 'only-ours', nanoUsd: whole }]
  if (Math.abs(whole) <= roundingNanoUsd) return [{ reason: 'rounding', nanoUsd: whole }]

  const parts: ExplainedPart[] = []
  let rest = whole
  const take = (reason: DifferenceReason, most: number): void => {
    const nanoUsd = Math.sign(rest) * Math.min(Math.abs(rest), Math.round(most))
    if (nanoUsd === 0) return
    parts.push({ reason, nanoUsd })
    rest -= nanoUsd
  }
  const isPerRequestKnown = told.requests && theirs.requests > 0
  if (rest > 0 && ours.costUnknown > 0)
    take('cost-unknown', isPerRequestKnown ? (theirs.costNanoUsd / theirs.requests) * ours.costUnknown : rest)
  const more = moreShare(ours, theirs, told)
  if (more === 0) take('price-differs', Math.abs(rest))
  else if (more !== undefined) {
    take('midnight', ours.midnightNanoUsd)
    if (more > 0 && rest > 0) take('other-traffic', theirs.costNanoUsd * more)
    if (more < 0 && rest < 0) take('not-in-export', ours.costNanoUsd * -more)
  }
  take(Math.abs(rest) <= roundingNanoUsd ? 'rounding' : 'unexplained', Math.abs(rest))
  return parts
}

/**
 * By which share they count more than we do (of theirs), or less (of ours, negative); 0 = the same; undefined = the export tells no counts,
 * or more of one kind and less of another.
 */
function moreShare(ours: UsageSums, theirs: UsageSums, told: UsageTold): number | undefined {
  const pairs: (readonly [number, number])[] = told.tokens
    ? [
        [ours.inputTokens, theirs.inputTokens],
        [ours.outputTokens, theirs.outputTokens],
      ]
    : told.requests
      ? [[ours.requests, theirs.requests]]
      : []
  const shares = pairs.map(([a, b]) => {
    const larger = Math.max(a, b)
    const share = larger === 0 ? 0 : (b - a) / larger
    return Math.abs(share) <= sameWithin ? 0 : share
  })
  if (shares.length === 0) return undefined
  if (shares.every((share) => share >= 0))
    return told.tokens || Math.max(...shares) > 0 ? Math.max(...shares) : undefined
  return shares.every((share) => share <= 0) ? Math.min(...shares) : undefined
}
