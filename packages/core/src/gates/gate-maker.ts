import type { GateCheck } from '../outcome/gate-check.ts'
import type { RouteRequest } from '../request/route-request.ts'

/** Makes a gate for one request from the parameters in the plan. Throws on parameters it cannot use. */
export type GateMaker = (params: Readonly<Record<string, unknown>>, request: RouteRequest) => GateCheck
