import type { GatewayRequest } from './gateway.ts'

/** How one request is ended before its time. */
export interface Abort {
  readonly signal: AbortSignal
  readonly abort: (reason: unknown) => void
  /** The request has ended: nothing of it is kept by whoever listens. */
  readonly release: () => void
}

/** The request's own, or one that follows it. */
export function abortOf({ signal, abort }: GatewayRequest): Abort {
  if (abort !== undefined) return { signal, abort, release: () => {} }
  const controller = new AbortController()
  const leave = (): void => controller.abort(signal.reason)
  if (signal.aborted) leave()
  else signal.addEventListener('abort', leave, { once: true })
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release: () => signal.removeEventListener('abort', leave),
  }
}
