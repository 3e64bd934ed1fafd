export * from '@signalbox/core'
export * from '@signalbox/http'
export { createPrometheusMetrics, createTokenCheck, type PrometheusMetricsOptions } from '@signalbox/http/node'
export { createGateway } from './create-gateway.ts'
export type { ExpressGateway, ExpressGatewayOptions } from './express-gateway.ts'
export { gatewayErrors } from './gateway-errors.ts'
export { onlyThisMachine } from './only-this-machine.ts'
export { openConfig, type CarrierMaker, type OpenConfigOptions } from './open-config.ts'
export type { OpenedConfig } from './opened-config.ts'
export {
  toAlarmLines,
  type AlarmChange,
  type AlarmReport,
  type ResumedAlarm,
  type Shadow,
  type ShadowCounts,
  type ShadowDrop,
  type ShadowEvent,
} from '@signalbox/quality'
export type { RouteContext } from './route-context.ts'
export { routeDecision, type RouteDecisionOptions } from './route-decision.ts'
