import type { RunReport } from '@signalbox/core'
import { gatewayHeaders, type GatewayHeader } from './gateway-options.ts'

export interface ReplyHeaderInput {
  readonly report: RunReport
  /** The client's fields that the target was not told. */
  readonly dropped: readonly string[]
  /** false while a stream is beginning: what it will have cost is not known yet. */
  readonly isWhole: boolean
}

type Writer = (input: ReplyHeaderInput) => string | undefined

/** One line each; a value that is not known is left out. */
const writers: Readonly<Record<GatewayHeader, Writer>> = {
  // An item with parameters, RFC 8941.
  decision: ({ report: { requestId, decision } }) =>
    [
      requestId,
      `task=${toQuoted(decision.task)}`,
      `strategy=${toQuoted(decision.strategy)}`,
      `cause=${toQuoted(decision.cause)}`,
      `policy=${toQuoted(`${decision.policy.name} ${decision.policy.version}`)}`,
    ].join('; '),
  model: ({ report }) => report.servedBy?.model,
  tier: ({ report }) => report.servedBy?.tier,
  escalated: ({ report }) =>
    report.servedBy === undefined ? undefined : String(report.decision.isVirtual && report.escalated),
  attempts: ({ report }) =>
    String(report.attempts.filter(({ purpose }) => purpose === 'serve' || purpose === 'hedge').length),
  'cost-usd': ({ report: { cost }, isWhole }) =>
    isWhole ? `${toDecimal(cost.nanoUsd)}${cost.isLowerBound ? '; lower-bound' : ''}` : undefined,
  dropped: ({ dropped }) => (dropped.length === 0 ? undefined : dropped.join(', ')),
}

/** `x-signalbox-*` of an answer, as many as the operator wants. */
export function toReplyHeaders(
  input: ReplyHeaderInput,
  wanted: readonly GatewayHeader[] = gatewayHeaders,
): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of wanted) {
    const value = writers[name](input)
    if (value !== undefined) headers[`x-signalbox-${name}`] = toHeaderValue(value)
  }
  return headers
}

/** Visible ASCII: names of callers and configs may hold anything. */
export function toHeaderValue(text: string): string {
  return text.slice(0, 1_000).replaceAll(/[^\x20-\x7e]/g, '?')
}

/** A string of RFC 8941: a caller's task may hold a quote. */
function toQuoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}

/** Dollars without an exponent. */
function toDecimal(nanoUsd: number): string {
  return (nanoUsd / 1e9).toFixed(9).replace(/\.?0+$/, '')
}
