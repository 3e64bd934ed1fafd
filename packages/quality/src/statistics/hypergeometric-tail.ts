/** What is drawn, without putting back, from so many of which some are marked. Counts, integers. */
export interface Draw {
  readonly all: number
  readonly marked: number
  readonly drawn: number
}

/**
 * Probability that of `drawn` at least `hits` are marked, to about nine digits: the exact one-sided test of a table of two by two, which
 * holds for the rarest marks and the fewest draws (Fisher, "The logic of inductive inference", Journal of the Royal Statistical Society 1935).
 */
export function hypergeometricTail(hits: number, { all, marked, drawn }: Draw): number {
  const most = Math.min(marked, drawn)
  if (hits > most) return 0
  if (hits <= Math.max(0, drawn + marked - all)) return 1
  // Each probability follows from the one before; past the mean they fall, and soon add nothing.
  let term = Math.exp(lnChoose(marked, hits) + lnChoose(all - marked, drawn - hits) - lnChoose(all, drawn))
  let sum = 0
  for (let count = hits; count <= most; count++) {
    sum += term
    const ratio = ((marked - count) * (drawn - count)) / ((count + 1) * (all - marked - drawn + count + 1))
    term *= ratio
    if (ratio < 1 && term < sum * 1e-12) break
  }
  return Math.min(1, sum)
}

function lnChoose(n: number, k: number): number {
  return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k)
}

/** By Stirling's series; small ones from the next that it is good for. */
function lnFactorial(n: number): number {
  if (n < 20) return lnFactorial(n + 1) - Math.log(n + 1)
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n ** 3)
}
