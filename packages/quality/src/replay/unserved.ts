import type { SideEnding } from './side-run.ts'

/** The end of a request that nobody served, before anything was asked. */
export const unserved: SideEnding = {
  served: undefined,
  escalated: false,
  cause: undefined,
  costNanoUsd: undefined,
  costUnknown: undefined,
  failedUncounted: 0,
  tokens: [],
  durationMs: undefined,
  path: [],
}
