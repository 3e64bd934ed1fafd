import type { Outcome } from '@signalbox/core'
import type { GatewayLogEntry } from '@signalbox/http'

/** One line of the log: how grave, and what it says beside time and level. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Asked every few seconds by whoever watches: not worth a line each. */
const watched: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

/** A path and an error may be as long as a client likes. */
const maxPath = 200
const maxError = 500

/** What the log says of a request: names, numbers and one sentence; no prompt, no key, no header. */
export function toRequestLine(entry: GatewayLogEntry): LogLine {
  const { requestId, method, path, status, durationMs, outcome, error } = entry
  const servedBy = outcome?.servedBy
  return {
    level: levelOf(entry),
    message: 'request',
    fields: {
      requestId,
      method,
      path: path.slice(0, maxPath),
      status,
      ms: Math.round(durationMs * 10) / 10,
      ...(outcome !== undefined && {
        outcome: outcome.kind,
        task: outcome.decision.task,
        tier: servedBy?.tier,
        target: servedBy?.target,
        model: servedBy?.model,
        attempts: outcome.attempts.length,
        escalated: outcome.escalated,
        costUsd: outcome.cost.usd,
      }),
      error: (howItFailed(outcome) ?? withoutQuotes(error))?.slice(0, maxError),
    },
  }
}

/** Kinds and numbers in place of what providers say, who like to repeat what they were sent; undefined = nobody was asked, or nothing failed. */
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

function levelOf({ path, status, outcome }: GatewayLogEntry): LogLine['level'] {
  if (status >= 500 || outcome?.kind === 'broken') return 'error'
  if (status >= 400) return 'warn'
  return watched.has(path) ? 'debug' : 'info'
}
