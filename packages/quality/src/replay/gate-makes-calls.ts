import type { GateResolver, GateSpec, RouteRequest } from '@signalbox/core'

/** Whether a gate, or any of its parts, makes calls of its own before it judges. One that cannot be made makes none. */
export function gateMakesCalls(spec: GateSpec, request: RouteRequest, resolve: GateResolver): boolean {
  if (spec.name === 'all-of' || spec.name === 'any-of')
    return (spec.params['gates'] as readonly GateSpec[]).some((part) => gateMakesCalls(part, request, resolve))
  try {
    return resolve(spec, request).calls !== undefined
  } catch {
    return false
  }
}
