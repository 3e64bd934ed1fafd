/** Evidence that a mean has passed a boundary, from whenever on. Plain data. */
export interface RateChangeState {
  /** Observations so far. */
  readonly n: number
  /** What has been staked on each alternative so far, and what has become of it. */
  readonly wealth: readonly number[]
}

export interface RateChangeTest {
  readonly start: RateChangeState
  /** @param share from 0 to 1; 1 is a hit, 0 a miss */
  readonly next: (state: RateChangeState, share: number) => RateChangeState
  /**
   * How strongly the observations speak against a mean within the boundary. While it stays within it, the chance that this ever reaches
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
 * A test of a mean that may be looked at after every observation, and that finds a change however late it comes. Null hypothesis: each
 * observation is a share that is expected, given all before it, to be within the boundary. Events that come in bursts, of which the first
 * makes the next all but certain, are outside of it whatever their share: observe the burst, not the event.
 *
 * Before each observation a part of what is not yet staked goes, in equal shares, on fixed alternatives to the boundary. What is staked grows
 * by the likelihood ratio of a hit to the share that was one, and by that of a miss for the rest: linear in the share, so a bet on its mean that
 * is fair at best (Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting", JRSS B 2024). The whole is a mixture over
 * the moment of the change and over its size (an e-detector whose weights sum to 1: Shin, Ramdas and Rinaldo, "E-detectors: a nonparametric
 * framework for sequential change detection", NEJSDS 2023), a nonnegative supermartingale, and Ville's inequality holds for it (Ramdas,
 * Grünwald, Vovk and Shafer, "Game-theoretic statistics and safe anytime-valid inference", Statistical Science 2023).
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
    next: ({ n, wealth }, share) => {
      const stake = (unstakedAfter(n) - unstakedAfter(n + 1)) / alternatives.length
      return {
        n: n + 1,
        wealth: alternatives.map(
          ({ hit, miss }, index) => ((wealth[index] ?? 0) + stake) * (share * hit + (1 - share) * miss),
        ),
      }
    },
    evidenceOf: ({ n, wealth }) => wealth.reduce((sum, part) => sum + part, unstakedAfter(n)),
  }
}

/** Falls so slowly that a change after a million observations is found nearly as soon as one after a thousand. */
function unstakedAfter(n: number): number {
  return 1 / (1 + Math.log(n + 1))
}
