import type { LimitCheck, ReplayLimits } from './replay-limits.ts'
import type { ReplayReport } from './replay-report.ts'

/** A figure over fewer of the requests than this is not one of the record. */
const leastCovered = 0.95

type Found = Omit<LimitCheck, 'limit'>

/**
 * Holds a replay against limits. Where something hangs on a gate nobody can answer, the worse way counts against it; where both ways fall on
 * different sides, or too much is not known, the answer is `unknown`. That no task type loses its route is always asked.
 */
export function checkLimits(report: ReplayReport, limits: ReplayLimits = {}): readonly LimitCheck[] {
  const checks: LimitCheck[] = [{ limit: 'routes', ...checkRoutes(report) }]
  const add = (name: keyof ReplayLimits, check: (report: ReplayReport, most: number) => Found): void => {
    const value = limits[name]
    if (value !== undefined) checks.push({ limit: `${name} ${value}`, ...check(report, value) })
  }
  add('maxEscalation', checkEscalation)
  add('maxCostChange', checkCostChange)
  add('maxCostUsd', checkCostUsd)
  add('minQuality', checkQuality)
  add('maxP95Ms', checkP95)
  add('maxNoRoute', checkNoRoute)
  return checks
}

/** Whether all hold. What is not known does not, unless one says so. */
export function areHeld(
  checks: readonly LimitCheck[],
  options: { readonly unknownHolds?: boolean | undefined } = {},
): boolean {
  return checks.every(({ holds }) => holds === true || (holds === 'unknown' && options.unknownHolds === true))
}

function checkRoutes({ lost }: ReplayReport): Found {
  const sentence =
    lost.length === 0
      ? 'Every task type has a route.'
      : `No route is left for ${lost.map((task) => `\`${task}\``).join(', ')}.`
  return { found: lost.length, holds: lost.length === 0, sentence }
}

function checkEscalation({ total: { b } }: ReplayReport, most: number): Found {
  const [least, worst] = [b.escalation.value, b.escalationAtMost.value]
  if (least === undefined || worst === undefined)
    return { found: undefined, holds: 'unknown', sentence: 'No request that counts in the escalation rate is served.' }
  const range = least === worst ? percent(worst) : `${percent(least)} to ${percent(worst)}, as unknown gates answer,`
  return {
    found: worst,
    holds: worst <= most ? true : least > most ? false : 'unknown',
    sentence: `${range} of ${b.escalationAtMost.denominator} requests escalate; at most ${percent(most)} may.`,
  }
}

/** Over what A serves: where B serves much less of it, being cheaper is no merit. */
function checkCostChange({ total: { a, cost } }: ReplayReport, most: number): Found {
  const { aNanoUsd, aNanoUsdAtMost, bNanoUsd, bNanoUsdAtMost } = cost
  const requests = a.served
  if (cost.requests < leastCovered * requests || aNanoUsd === 0)
    return notCovered(cost.requests, requests, 'costs under A and B')
  const [least, worst] = [bNanoUsd / aNanoUsdAtMost - 1, bNanoUsdAtMost / aNanoUsd - 1]
  return {
    found: worst,
    holds: worst <= most ? true : least > most ? false : 'unknown',
    sentence: `The cost changes by ${signed(worst)} over ${cost.requests} of ${requests} requests that A serves; at most ${signed(most)} is allowed.`,
  }
}

function checkCostUsd({ total: { requests, b } }: ReplayReport, most: number): Found {
  const [least, worst] = [b.spend.nanoUsd / 1e9, b.spend.nanoUsdAtMost / 1e9]
  const isWhole = Object.keys(b.costUnknown).length === 0
  const sentence = `$${worst.toFixed(2)} over ${b.spend.requests} of ${requests} requests; at most $${most.toFixed(2)} is allowed.`
  return { found: worst, holds: least > most ? false : isWhole && worst <= most ? true : 'unknown', sentence }
}

function checkQuality({ total: { b } }: ReplayReport, least: number): Found {
  const { quality } = b
  if (quality.method === 'unknown')
    return { found: undefined, holds: 'unknown', sentence: `The quality is not known: ${quality.reason}.` }
  const { value, low, high, covers, requests } = quality
  const isWhole = covers >= leastCovered * requests
  const sentence = `${percent(value)} are right (95 % interval ${percent(low)} to ${percent(high)}, of ${covers} of ${requests}); at least ${percent(least)} must be.`
  return {
    found: value,
    holds: !isWhole ? 'unknown' : low >= least ? true : high < least ? false : 'unknown',
    sentence,
  }
}

function checkP95({ total: { b } }: ReplayReport, most: number): Found {
  const { p95, p95AtMost, requests, unknown } = b.latencyMs
  if (p95 === undefined) return notCovered(0, requests + unknown, 'latencies of B')
  const isMet = p95AtMost !== undefined && p95AtMost <= most
  return {
    found: p95AtMost ?? p95,
    holds: isMet ? true : unknown === 0 ? false : 'unknown',
    sentence: `95 % end within ${p95} ms (known for ${requests} of ${requests + unknown}); at most ${most} ms are allowed.`,
  }
}

function checkNoRoute({ total: { requests, b } }: ReplayReport, most: number): Found {
  const found = requests === 0 ? 0 : b.noRoute.requests / requests
  const sentence = `${b.noRoute.requests} of ${requests} requests have no route; at most ${percent(most)} may.`
  return { found, holds: found <= most, sentence }
}

function notCovered(known: number, requests: number, what: string): Found {
  return {
    found: undefined,
    holds: 'unknown',
    sentence: `Only of ${known} of ${requests} requests are the ${what} known.`,
  }
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`
}

function signed(share: number): string {
  return `${share > 0 ? '+' : ''}${percent(share)}`
}
