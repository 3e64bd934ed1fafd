import { normalQuantile } from '../statistics/normal.ts'

export interface StudyAssumptions {
  /** Share of pairs the judge will not call a tie, 0..1; half-wins count a quarter. Seen in a study: the mean square of its preferences. */
  readonly discordance: number
  /** With which probability a study of that size shows it. Default 0.8. */
  readonly power?: number | undefined
  /** Two-sided; default 0.95. */
  readonly confidence?: number | undefined
  /** How much of a difference the judge lets through, 0..1: see `estimateDiscernment`. Default 1. */
  readonly discernment?: number | undefined
  /** What the judge would find on average, wins less losses; default 0: both are equally good. */
  readonly difference?: number | undefined
}

/**
 * How many pairs show that an answer is worse by less than a margin, if it is (Lu and Bean, "On the sample size for one-sided equivalence of
 * sensitivities based upon McNemar's test", Statistics in Medicine 1995), and never fewer than would show it if all of them were ties.
 * Infinity where no number would.
 *
 * @throws RangeError for a margin or assumption out of its range
 */
export function studySize(options: StudyAssumptions & { readonly margin: number }): number {
  const { margin, discernment = 1, difference = 0 } = options
  checkShare('margin', margin)
  const held = margin * discernment
  const distance = held + difference
  if (distance <= 0) return Infinity
  return Math.ceil(Math.max(1, spreadOf(options) / distance ** 2, (reachOf(options) * (1 - held)) / held))
}

/** The other way round: the least margin that so many pairs are likely to show, wins less losses; may be above 1, where nothing is. */
export function detectableMargin(options: StudyAssumptions & { readonly pairs: number }): number {
  const { pairs, discernment = 1, difference = 0 } = options
  if (!(pairs >= 1)) throw new RangeError(`detectableMargin: pairs is ${pairs}; give at least 1.`)
  const silent = reachOf(options) / (pairs + reachOf(options))
  return Math.max(Math.sqrt(spreadOf(options) / pairs) - difference, silent) / discernment
}

/** Square of the interval's reach: among so many ties one loss more or less is not seen. */
function reachOf({ confidence = 0.95 }: StudyAssumptions): number {
  return normalQuantile((1 + confidence) / 2) ** 2
}

/** What is to be divided by the square of a distance, or by a number of pairs. */
function spreadOf(options: StudyAssumptions): number {
  const { discordance, power = 0.8, confidence = 0.95, discernment = 1, difference = 0 } = options
  checkShare('discordance', discordance)
  checkShare('discernment', discernment)
  const reach = normalQuantile((1 + confidence) / 2) + normalQuantile(power)
  return reach ** 2 * Math.max(0, discordance - difference ** 2)
}

function checkShare(name: string, share: number): void {
  if (!(share > 0 && share <= 1)) throw new RangeError(`${name} is ${share}; give a number above 0, at most 1.`)
}
