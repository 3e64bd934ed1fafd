/** The caller's signal, listened to once per request. */
export interface CallerSignal {
  readonly isAborted: () => boolean
  /** Answers the caller's own reason, unchanged. */
  readonly reason: () => unknown
  /** Calls `run` at the abort; the result takes it back. */
  readonly onAbort: (run: (reason: unknown) => void) => () => void
  readonly release: () => void
}

export function listenToCaller(signal: AbortSignal | undefined): CallerSignal {
  const listeners = new Set<(reason: unknown) => void>()
  const notify = (): void => {
    for (const run of listeners) run(signal?.reason)
  }
  if (signal !== undefined && !signal.aborted) signal.addEventListener('abort', notify, { once: true })
  return {
    isAborted: () => signal?.aborted ?? false,
    reason: () => signal?.reason,
    onAbort: (run) => {
      listeners.add(run)
      return () => listeners.delete(run)
    },
    release: () => {
      listeners.clear()
      signal?.removeEventListener('abort', notify)
    },
  }
}
