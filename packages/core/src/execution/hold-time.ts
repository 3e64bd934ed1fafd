import type { Failure, FailureKind } from '../failure/failure.ts'

/**
 * Faults that do not pass by waiting a moment: their scope is held closed at the first one, then probed once. Credit and keys may
 * be mended by a person at any time, so they are asked about once a minute (reliability.md, A09).
 */
const lasting: Readonly<Partial<Record<FailureKind, number>>> = {
  quota: 60_000,
  authentication: 60_000,
  permission: 60_000,
  tls: 60_000,
  'model-not-found': 600_000,
  region: 600_000,
}

/** How long a failure holds its scope closed, ms: the server's hint, or what the kind says; undefined = it only counts. */
export function holdMsOf(failure: Failure): number | undefined {
  const lastingMs = lasting[failure.kind]
  const hintMs = failure.retryAfterMs
  if (hintMs === undefined || hintMs <= 0) return lastingMs
  return Math.max(hintMs, lastingMs ?? 0)
}
