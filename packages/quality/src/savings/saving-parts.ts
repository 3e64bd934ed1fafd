/** Where a saving comes from: `moved * discount + same - overhead` is the saved share, exactly. All are shares, not percent. */
export interface SavingParts {
  /** Route mix: of the baseline's cost, what another model served. */
  readonly movedShare: number
  /** Price: what those answers cost less than at the baseline's prices; 0 where none moved. */
  readonly discountShare: number
  /** What answers of the baseline itself cost less than it was priced at, over the baseline's cost: another host, a reported cost. */
  readonly sameShare: number
  /** Drafts, failed attempts, checks and evidence over the baseline's cost. */
  readonly overheadShare: number
  /** How the saved share would change, in points of a share (0.01 = one percentage point). */
  readonly ifTenthMovedBack: number
  readonly ifMovedPricesRoseTenPercent: number
  readonly ifBaselinePriceFellTenPercent: number
}

/** Answers' costs beside the baseline's for the same counts; any unit. */
export interface PartSums {
  readonly moved: { readonly answers: number; readonly baseline: number }
  readonly same: { readonly answers: number; readonly baseline: number }
  readonly overhead: number
}

/** @returns undefined where the baseline's cost is 0 */
export function toSavingParts({ moved, same, overhead }: PartSums): SavingParts | undefined {
  const baseline = moved.baseline + same.baseline
  if (baseline === 0) return undefined
  const movedShare = moved.baseline / baseline
  const discountShare = moved.baseline === 0 ? 0 : 1 - moved.answers / moved.baseline
  const actual = moved.answers + same.answers + overhead
  const cheaper = 1 - (actual - 0.1 * same.answers) / (0.9 * baseline)
  return {
    movedShare,
    discountShare,
    sameShare: (same.baseline - same.answers) / baseline,
    overheadShare: overhead / baseline,
    ifTenthMovedBack: negative(0.1 * movedShare * discountShare),
    ifMovedPricesRoseTenPercent: negative((0.1 * moved.answers) / baseline),
    ifBaselinePriceFellTenPercent: cheaper - (1 - actual / baseline),
  }
}

/** Without a negative zero, which JSON cannot say. */
function negative(value: number): number {
  return 0 - value
}
