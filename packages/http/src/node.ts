export { createNodeListener, type NodeListener } from './node/create-node-listener.ts'
export { undiciTransport, type UndiciTransportOptions } from './call/undici-transport.ts'
export {
  createPrometheusMetrics,
  type PrometheusMetrics,
  type PrometheusMetricsOptions,
} from './node/prometheus-metrics.ts'
export type { AlarmedTask, AlarmSource } from './node/alarm-source.ts'
export type { ShadowSource } from './node/shadow-source.ts'
export { createTokenCheck } from './node/token-check.ts'
