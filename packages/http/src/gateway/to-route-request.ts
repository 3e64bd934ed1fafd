import type { RouteRequest } from '@signalbox/core'
import type { UnfitField } from '../request/lost-fields.ts'
import type { Control } from '../request/read-control.ts'
import type { WirePart, WireRequest } from '../request/wire-request.ts'

/** What the gateway itself knows of a request. */
export type RouteFacts = Pick<RouteRequest, 'id' | 'tenant' | 'lastTurn'> & {
  readonly unfit: ReadonlyMap<string, UnfitField>
}

/** The request as far as routing needs to see it. */
export function toRouteRequest(wire: WireRequest, control: Control, { unfit, ...facts }: RouteFacts): RouteRequest {
  const { task, tags, session, constraints, shadow } = control
  return {
    ...withoutBytes(wire),
    ...facts,
    task,
    tags,
    session,
    constraints,
    shadow,
    unfit: unfit.size === 0 ? undefined : toReasons(unfit),
  }
}

function toReasons(unfit: RouteFacts['unfit']): Record<string, string> {
  return Object.fromEntries([...unfit].map(([target, { reason }]) => [target, reason]))
}

/** Pictures and files stay with the host: a router, its ledger and its rules have no use for their bytes. */
function withoutBytes({ sampling: _, fields: __, ...request }: WireRequest): RouteRequest {
  const hasMedia = request.messages.some(
    ({ content }) => typeof content !== 'string' && content.some(({ type }) => type === 'media'),
  )
  if (!hasMedia) return request
  return {
    ...request,
    messages: request.messages.map(({ role, content }) => ({
      role,
      content: typeof content === 'string' ? content : content.map(toPlain),
    })),
  }
}

function toPlain(part: WirePart): WirePart {
  return part.type === 'media' ? { type: 'media', modality: part.modality, mediaType: part.mediaType } : part
}
