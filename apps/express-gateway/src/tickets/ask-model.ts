import {
  collectReply,
  createUpstreamCall,
  httpDialect,
  toMetadata,
  type Decision,
  type Router,
  type SignalboxMetadata,
  type Upstream,
  type WireRequest,
} from '@signalbox/express'

export interface AskOptions {
  readonly router: Router
  readonly upstreams: readonly Upstream[]
  readonly signal: AbortSignal
  /** Made already, by `routeDecision`. */
  readonly decision?: Decision | undefined
}

/** One model call of the app's own: the answer, and who gave it and why. @throws RouteError when nobody could answer */
export async function askModel(
  request: WireRequest,
  { router, upstreams, signal, decision }: AskOptions,
): Promise<{ readonly text: string; readonly by: SignalboxMetadata }> {
  const call = createUpstreamCall({ upstreams, request })
  const { parts, outcome } = await router.run(request, call, { dialect: httpDialect, signal, decision })
  return { text: collectReply(parts).text, by: toMetadata(outcome) }
}
