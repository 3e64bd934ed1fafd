import { UnknownModelError, type Router, type RouteRequest } from '@signalbox/core'
import { BadRequest, readRouteRequest, type GatewayOptions } from '@signalbox/http'
import type { Request, RequestHandler } from 'express'
import type { RouteContext } from './route-context.ts'

export interface RouteDecisionOptions extends Pick<GatewayOptions, 'allow' | 'tenantOf'> {
  /** The request to decide about; undefined = none. Default: read from a body of OpenAI's or Anthropic's shape. */
  readonly toRequest?: ((req: Request) => RouteRequest | undefined | Promise<RouteRequest | undefined>) | undefined
}

/**
 * Decides before a handler runs, and puts `req.signalbox` on the request. Mount it after `express.json()`. A body that cannot be read, and
 * a model nobody has, are errors with a `status`, for the app's error middleware.
 */
export function routeDecision(
  source: Router | { readonly router: Router },
  options: RouteDecisionOptions = {},
): RequestHandler {
  const router = 'router' in source ? source.router : source
  const { toRequest = (req) => fromBody(req, options) } = options
  return async (req, _res, next) => {
    const request = await toRequest(req)
    const decision = request && (await router.decide(request).catch(failWithStatus))
    const decide: RouteContext['decide'] = async (other = request) => {
      if (other === undefined) throw new TypeError('This request asks no model. Give decide() the one to decide about.')
      return router.decide(other)
    }
    req.signalbox = { router, request, decision, decide }
    next()
  }
}

async function fromBody(req: Request, options: RouteDecisionOptions): Promise<RouteRequest | undefined> {
  const body: unknown = req.body
  if (!asksModel(body)) return undefined
  const header = (name: string): string | undefined => req.headers[name]?.toString()
  return readRouteRequest({ body, header, allow: options.allow, tenant: await options.tenantOf?.(header) })
}

function asksModel(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false
  return 'messages' in body || ('input' in body && 'model' in body)
}

function failWithStatus(error: unknown): never {
  if (!(error instanceof UnknownModelError)) throw error
  const fault = new BadRequest(error.message, { status: 404, param: 'model', code: 'model_not_found' })
  throw Object.assign(fault, { cause: error })
}
