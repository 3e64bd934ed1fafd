import type { Decision, Router, RouteRequest } from '@signalbox/core'

/** What `routeDecision` puts on a request, for handlers that call models themselves. */
export interface RouteContext {
  readonly router: Router
  /** What was decided about; undefined = the request asks no model. */
  readonly request: RouteRequest | undefined
  readonly decision: Decision | undefined
  /** Decides again, about another request if one is given. @throws UnknownModelError; TypeError where there is none to decide about */
  readonly decide: (request?: RouteRequest) => Promise<Decision>
}

declare global {
  namespace Express {
    interface Request {
      signalbox?: RouteContext | undefined
    }
  }
}
