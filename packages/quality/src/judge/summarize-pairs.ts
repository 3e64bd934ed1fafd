import { adjustHolm } from '../statistics/adjust-holm.ts'
import { conclude } from './conclude.ts'
import { countPairs, type PairCounts } from './count-pairs.ts'
import { type HumanVerdict, toHumanLookup } from './human-verdict.ts'
import type { JudgedPair } from './judged-pair.ts'
import { measurePositionBias } from './measure-position-bias.ts'
import type { PairSummary, StudySummary } from './pair-summary.ts'
import { summarizeAgreement } from './summarize-agreement.ts'
import { toStudyWarnings } from './to-study-warnings.ts'
import { chanceOfEvidence, weighEvidence, type Evidence } from './weigh-evidence.ts'
import { groupPairs, type PairStratum, weighPairs } from './weigh-pairs.ts'

export interface SummaryOptions {
  /** How much worse is still good enough: wins less losses, 0..1; 0.03 = 3 points. */
  readonly margin: number
  /** Two-sided; default 0.95. */
  readonly confidence?: number | undefined
  /** Fewer pairs conclude nothing. Default 30. */
  readonly minimumPairs?: number | undefined
  /** Requests by stratum of the sample (a pair's `stratum`, else its task type); undefined = pairs count as they were sampled. */
  readonly traffic?: ReadonlyMap<string, number> | undefined
  /** Default `holm`. */
  readonly family?: 'holm' | 'none' | undefined
  /** What `a` and `b` are called in sentences; default: the tiers of the first pair, or its models where the tiers are one. */
  readonly names?: { readonly a: string; readonly b: string } | undefined
  readonly humans?: Iterable<HumanVerdict> | undefined
  /** Pairs that have no verdict, or in one order only. */
  readonly incomplete?: number | undefined
}

/**
 * What a judge's verdicts on pairs say, per task type and over all: wins, ties, losses, whether `a` is good enough at the margin, and how far
 * the judge is to be believed. undefined without pairs.
 *
 * @throws RangeError for pairs of several judges, a margin outside 0..1, or a stratum whose traffic is not given
 */
export function summarizePairs(pairs: readonly JudgedPair[], options: SummaryOptions): StudySummary | undefined {
  const [first] = pairs
  const position = measurePositionBias(pairs, options.confidence)
  if (first === undefined || position === undefined) return undefined
  if (pairs.some(({ judge }) => judge !== first.judge))
    throw new RangeError('Verdicts of several judges are no study: summarize each on its own.')
  const { margin, confidence = 0.95, family = 'holm', traffic } = options
  if (!(margin > 0 && margin < 1)) throw new RangeError(`margin is ${margin}; give a share, 0.03 for 3 points.`)

  const humanOf = toHumanLookup(options.humans ?? [])
  const strataOf = (own: readonly JudgedPair[]): readonly PairStratum[] => weighPairs(own, traffic)
  const measure = (strata: readonly PairStratum[]): Measured => ({
    ...countPairs(strata, confidence, humanOf),
    ...weighEvidence(strata, pairs, confidence),
  })
  const groups = [...groupPairs(pairs, ({ task }) => task)].map(([task, own]) => {
    const strata = strataOf(own)
    return { task, strata, measured: measure(strata) }
  })
  const [only] = groups.length === 1 ? groups : []
  const isFamily = family === 'holm' && groups.length > 1
  const chances = isFamily
    ? adjustHolm(groups.map(({ strata }) => chanceOfEvidence(strata, pairs, { margin, confidence })))
    : []
  const summarize = (task: string | undefined, { discordance, ...measured }: Measured, p?: number): PairSummary => {
    const conclusion = conclude({
      names: options.names ?? namesOf(first),
      task,
      margin,
      confidence,
      minimumPairs: options.minimumPairs ?? 30,
      ...measured,
      discordance,
      family: p === undefined ? undefined : { p, size: groups.length },
    })
    return { task, ...measured, ...conclusion, p }
  }
  const summary = {
    judge: first.judge,
    margin,
    confidence,
    total: summarize(undefined, only?.measured ?? measure(strataOf(pairs))),
    tasks: groups
      .map(({ task, measured }, index) => summarize(task, measured, chances[index]))
      .toSorted((one, other) => other.pairs - one.pairs),
    family: isFamily ? ('holm' as const) : ('none' as const),
    isWeighed: traffic !== undefined,
    position,
    agreement: summarizeAgreement(pairs, humanOf),
  }
  return { ...summary, warnings: toStudyWarnings(summary, { ...options, pairs }) }
}

type Measured = PairCounts & Evidence

function namesOf({ a, b }: JudgedPair): { a: string; b: string } {
  return a.tier === b.tier ? { a: a.model, b: b.model } : { a: a.tier, b: b.tier }
}
