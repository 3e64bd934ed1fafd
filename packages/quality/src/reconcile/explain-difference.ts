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
  /** Both count the same requests as other tokens: another tokeniser, or caching told otherwise. */
  | 'tokens-differ'
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
  if (rest > 0 && ours.costUnknown > 0) take('cost-unknown', ours.costUnknown * costPerRequest(ours, theirs, told))
  const tokens = told.tokens ? tokenShare(ours, theirs) : undefined
  const requests = told.requests ? shareOf(ours.requests, theirs.requests) : undefined
  if (tokens?.least === 0 && tokens.most === 0) take('price-differs', Math.abs(rest))
  else {
    const { least, most } = tokens ?? { least: requests ?? 0, most: requests ?? 0 }
    take('midnight', ours.midnightNanoUsd)
    if (requests === 0) take('tokens-differ', theirs.costNanoUsd * Math.max(most, -least))
    else if (least >= 0 && rest > 0) take('other-traffic', theirs.costNanoUsd * most)
    else if (most <= 0 && rest < 0) take('not-in-export', ours.costNanoUsd * -least)
  }
  take(Math.abs(rest) <= roundingNanoUsd ? 'rounding' : 'unexplained', Math.abs(rest))
  return parts
}

/** What a request costs on average: by the export, else by those of ours whose cost is known. Infinity = nothing says. */
function costPerRequest(
  ours: DifferenceInput['ours'],
  theirs: DifferenceInput['theirs'],
  { requests }: UsageTold,
): number {
  if (requests && theirs.requests > 0) return theirs.costNanoUsd / theirs.requests
  const known = ours.requests - ours.costUnknown
  return known > 0 ? ours.costNanoUsd / known : Infinity
}

/** By which share they count more than we do, of theirs, or less, of ours and negative; 0 = the same, or nearly. */
function shareOf(ours: number, theirs: number): number {
  const larger = Math.max(ours, theirs)
  const share = larger === 0 ? 0 : (theirs - ours) / larger
  return Math.abs(share) <= sameWithin ? 0 : share
}

function tokenShare(ours: UsageSums, theirs: UsageSums): { readonly least: number; readonly most: number } {
  const input = shareOf(ours.inputTokens, theirs.inputTokens)
  const output = shareOf(ours.outputTokens, theirs.outputTokens)
  return { least: Math.min(input, output), most: Math.max(input, output) }
}
