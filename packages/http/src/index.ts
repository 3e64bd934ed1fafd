export { createUpstreamCall, type UpstreamCallOptions } from './call/create-upstream-call.ts'
export { carriesPools } from './call/carries-pools.ts'
export type { CarriedCall, Carrier } from './call/carrier.ts'
export { wireModelOf } from './call/upstream-of.ts'
export { fetchTransport } from './call/fetch-transport.ts'
export type { ByteSource, Transport, TransportReply } from './call/transport.ts'
export { UpstreamError, type UpstreamErrorFields } from './call/upstream-error.ts'
export type { DialectName, Upstream } from './call/upstream.ts'
export { httpDialect } from './reply/http-dialect.ts'
export { collectReply } from './reply/collect-reply.ts'
export type { HttpHead, HttpPart, SseEvent } from './reply/http-part.ts'
export { toErrorBody } from './reply/to-error-body.ts'
export { BadRequest } from './request/bad-request.ts'
export type { ClientBody } from './request/client-body.ts'
export { readClientRequest } from './request/read-client-request.ts'
export type { WireRequest } from './request/wire-request.ts'
export { createHttpGateway } from './gateway/create-http-gateway.ts'
export { dialectOfPath, isGatewayPath } from './gateway/gateway-paths.ts'
export type { Gateway, GatewayReply, GatewayRequest, GatewayStream } from './gateway/gateway.ts'
export { readRouteRequest, type RouteRequestInput } from './gateway/read-route-request.ts'
export {
  controlNames,
  gatewayHeaders,
  type AfterGuard,
  type BeforeGuard,
  type ControlName,
  type GatewayHeader,
  type GatewayLogEntry,
  type GatewayMetrics,
  type GatewayOptions,
  type GuardInput,
  type GuardRefusal,
  type HeaderReader,
} from './gateway/gateway-options.ts'
