import type { SqliteLedger } from '@signalbox/ledger'

/** Attempts that began in a span of wall time, in order of request. */
export function* attemptsBetween(
  ledger: Pick<SqliteLedger, 'attempts'>,
  { sinceMs = 0, untilMs = Infinity }: { readonly sinceMs?: number | undefined; readonly untilMs?: number | undefined },
): ReturnType<SqliteLedger['attempts']> {
  for (const attempt of ledger.attempts())
    if (attempt.startedAtMs >= sinceMs && attempt.startedAtMs < untilMs) yield attempt
}
