/** Evidence that a rate has passed a boundary, from whenever on. Plain data. */
export interface RateChangeState {
  /** Events so far. */
  readonly n: number
  /** What has been staked on each alternative so far, and what has become of it. */
  readonly wealth: readonly number[]
}

export interface RateChangeTest {
  readonly start: RateChangeState
  readonly next: (state: RateChangeState, isHit: boolean) => RateChangeState
  /**
   * How strongly the events speak against a rate within the boundary. While the rate stays within it, the chance that this ever reaches
   * 1 / a is at most a, however often one looks.
   */
  readonly evidenceOf: (state: RateChangeState) => number
}

export interface RateChangeOptions {
  /** Above 0, below 1. */
  readonly boundary: number
  /** On which side of it the change is looked for. */
  readonly towards: 'above' | 'below'
}

/** How many times the boundary's odds: a slow leak, and one that takes nearly all. */
const oddsRatios = [4 / 3, 7 / 4, 5 / 2, 4, 7, 16]

/**
 * A test of a rate that may be looked at after every event, and that finds a change however late it comes. Null hypothesis: each event is a
 * hit with a chance, given all before it, within the boundary. Events that come in bursts, of which the first makes the next all but certain,
 * are outside of it whatever their share.
 *
 * Before each event a part of what is not yet staked goes, in equal shares, on likelihood ratios of fixed alternatives against the boundary:
 * a mixture over the moment of the change and over its size, each part of it a bet that is fair at best (an e-detector whose weights sum to 1:
 * Shin, Ramdas and Rinaldo, "E-detectors: a nonparametric framework for sequential change detection", NEJSDS 2023). So the whole is a
 * nonnegative supermartingale, and Ville's inequality holds for it (Ramdas, Grünwald, Vovk and Shafer, "Game-theoretic statistics and safe
 * anytime-valid inference", Statistical Science 2023).
 */
export function createRateChangeTest({ boundary, towards }: RateChangeOptions): RateChangeTest {
  const odds = boundary / (1 - boundary)
  const alternatives = oddsRatios.map((ratio) => {
    const other = towards === 'above' ? odds * ratio : odds / ratio
    const rate = other / (1 + other)
    return { hit: rate / boundary, miss: (1 - rate) / (1 - boundary) }
  })
  return {
    start: { n: 0, wealth: alternatives.map(() => 0) },
    next: ({ n, wealth }, isHit) => {
      const stake = (unstakedAfter(n) - unstakedAfter(n + 1)) / alternatives.length
      return {
        n: n + 1,
        wealth: alternatives.map(({ hit, miss }, index) => ((wealth[index] ?? 0) + stake) * (isHit ? hit : miss)),
      }
    },
    evidenceOf: ({ n, wealth }) => wealth.reduce((sum, part) => sum + part, unstakedAfter(n)),
  }
}

/** Falls so slowly that a change after a million events is found nearly as soon as one after a thousand. */
function unstakedAfter(n: number): number {
  return 1 / (1 + Math.log(n + 1))
}
