import { RouteError } from '@signalbox/express'
import type { ErrorRequestHandler } from 'express'

/** The last error middleware: what the app's own routes have raised, as JSON. `onFault` hears of what is not the caller's. */
export function tellFault(onFault: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    // Who has left is told nothing, and leaving is no fault.
    if (res.closed) return
    const { status, message } = toFault(error)
    if (status >= 500) onFault(error)
    if (res.headersSent) return next(error)
    res.status(status).json({ error: { message } })
  }
}

function toFault(error: unknown): { readonly status: number; readonly message: string } {
  if (RouteError.isInstance(error)) return { status: 503, message: 'No model could answer just now. Try again later.' }
  // http-errors, which Express and its body parsers throw.
  const { status, expose, message } =
    error instanceof Error ? (error as Error & HttpErrorMarks) : ({} as HttpErrorMarks)
  return expose === true && status !== undefined
    ? { status, message: message ?? 'The request is at fault.' }
    : { status: 500, message: 'The app failed at this request.' }
}

interface HttpErrorMarks {
  readonly status?: number | undefined
  readonly expose?: boolean | undefined
  readonly message?: string | undefined
}
