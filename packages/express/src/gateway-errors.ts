import { BadRequest, dialectOfPath, isGatewayPath, toErrorBody } from '@signalbox/http'
import type { ErrorRequestHandler } from 'express'
import { toAppFault } from './to-app-fault.ts'

/**
 * Error middleware: what other middleware has raised on a gateway's path (too large a body, a rate limit, a missing login) is told as OpenAI's and
 * Anthropic's clients understand it, and so is what `routeDecision` has refused. Mount it where the gateway is, after it; other errors it hands on.
 */
export function gatewayErrors(): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const isOurs = isGatewayPath(req.path) || error instanceof BadRequest
    if (!isOurs || res.headersSent) return next(error)
    const dialect = dialectOfPath(req.path, req.get('anthropic-version'))
    const fault = toAppFault(error)
    const requestId = `req_${crypto.randomUUID().replaceAll('-', '')}`
    // A body nobody has read to its end leaves no room for another request.
    if (!req.complete) res.set('connection', 'close')
    res
      .status(fault.status)
      .set({
        ...retryOf(fault.status),
        ...fault.headers,
        'cache-control': 'no-store',
        'request-id': requestId,
        'x-request-id': requestId,
      })
      .json(toErrorBody(dialect, { ...fault, message: fault.message, status: fault.status, requestId }))
  }
}

/** A client's fault stays one; an SDK that asks again asks in vain. */
function retryOf(status: number): Record<string, string> {
  const isFinal = status >= 400 && status < 500 && ![408, 409, 429].includes(status)
  return isFinal ? { 'x-should-retry': 'false' } : {}
}
