import type { Outcome } from '@signalbox/core'
import type { ExchangeReport } from './endpoint.ts'
import type { GatewayLogEntry } from './gateway-options.ts'

/** A path and an error may be as long as a client likes. */
const maxPath = 200
const maxError = 500

/** What is told of a request that has ended: names, numbers and kinds. What providers and clients have said is not in it: both like to repeat prompts. */
export function toLogEntry(
  head: Pick<GatewayLogEntry, 'requestId' | 'method' | 'path' | 'status' | 'durationMs'>,
  { outcome, error }: ExchangeReport,
): GatewayLogEntry {
  const servedBy = outcome?.servedBy
  return {
    ...head,
    path: head.path.slice(0, maxPath),
    ...(outcome !== undefined && {
      outcome: outcome.kind,
      task: outcome.decision.task,
      tier: servedBy?.tier,
      target: servedBy?.target,
      model: servedBy?.model,
      attempts: outcome.attempts.length,
      escalated: outcome.decision.isVirtual && outcome.escalated,
      costUsd: outcome.cost.usd,
    }),
    error: (howItFailed(outcome) ?? withoutQuotes(error))?.slice(0, maxError),
  }
}

/** undefined = nobody was asked, or nothing failed. */
function howItFailed(outcome: Outcome | undefined): string | undefined {
  if (outcome?.failure === undefined) return undefined
  const failures = outcome.attempts.flatMap(({ target, end }) =>
    end?.kind === 'failed' ? [`${target}: ${end.failure.kind} ${end.failure.status ?? ''}`.trim()] : [],
  )
  return failures.length === 0 ? undefined : failures.join('; ')
}

/** A sentence to a client quotes his own words, which may be a prompt or a key in the wrong field: all from the first quote to the last is left out. */
function withoutQuotes(sentence: string | undefined): string | undefined {
  return sentence?.replace(/'.*'/s, "'…'").replace(/".*"/s, '"…"')
}
