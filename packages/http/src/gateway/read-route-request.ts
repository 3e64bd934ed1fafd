import type { RouteRequest } from '@signalbox/core'
import type { DialectName } from '../call/upstream.ts'
import { dialectOf } from '../request/dialect-of.ts'
import { readClientRequest } from '../request/read-client-request.ts'
import { readControl } from '../request/read-control.ts'
import { checkJson } from '../request/read-json-body.ts'
import { controlNames, type ControlName, type HeaderReader } from './gateway-options.ts'
import { toRouteRequest } from './to-route-request.ts'

export interface RouteRequestInput {
  /** JSON, parsed; a body that names no model asks for `auto`. */
  readonly body: unknown
  readonly header: HeaderReader
  /** Default: by what the body has. */
  readonly dialect?: DialectName | undefined
  /** What a caller may set in `signalbox` and its headers. Default: all but `tenant`. */
  readonly allow?: readonly ControlName[] | undefined
  /** Who pays; else what the caller says, if he may. */
  readonly tenant?: string | undefined
}

/** A client's body as a router is asked about it, for hosts that call models themselves. @throws BadRequest */
export function readRouteRequest(input: RouteRequestInput): RouteRequest {
  const { body, header, allow = controlNames.filter((name) => name !== 'tenant') } = input
  const { json, control } = readControl({ json: checkJson(body), header, allow })
  const dialect = input.dialect ?? dialectOf(json, header('anthropic-version'))
  const { request } = readClientRequest({ dialect, json: { model: 'auto', ...json } }, { isCount: true })
  return toRouteRequest(request, control, { tenant: input.tenant ?? control.tenant, unfit: new Map() })
}
