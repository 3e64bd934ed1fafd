import { createHttpGateway, type GatewayOptions } from '@signalbox/http'
import { createNodeListener, undiciTransport } from '@signalbox/http/node'
import type { ExpressGateway, ExpressGatewayOptions } from './express-gateway.ts'
import { openConfig } from './open-config.ts'
import type { OpenedConfig } from './opened-config.ts'

const defaultDrainMs = 30_000

/**
 * A gateway as middleware of Express 5: `app.use('/v1', createGateway({ router, upstreams }))`, or with no path.
 * @throws ConfigError, LedgerError of `openConfig`
 */
export function createGateway(options: ExpressGatewayOptions): ExpressGateway {
  const { opened, ...gatewayOptions } = open(options)
  const gateway = createHttpGateway({ ...gatewayOptions, transport: gatewayOptions.transport ?? undiciTransport() })
  const drainMs = opened?.config.gateway?.drainMs ?? defaultDrainMs
  const drain = async (timeoutMs: number = drainMs): Promise<void> => {
    await Promise.all([gateway.drain(timeoutMs), opened?.shadow?.drain(timeoutMs)])
  }
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await drain()
    await opened?.close()
  }
  return Object.assign(createNodeListener(gateway), {
    gateway,
    router: gatewayOptions.router,
    opened,
    drain,
    close: () => (closing ??= close()),
  })
}

function open(options: ExpressGatewayOptions): GatewayOptions & { readonly opened: OpenedConfig | undefined } {
  if (options.config === undefined) return { ...options, opened: undefined }
  const { config, env, onEvent, onShadow, onAlarm, processMetrics, keepAlive, catalog, carriers, ...own } = options
  const opened = openConfig(config, { env, onEvent, onShadow, onAlarm, processMetrics, keepAlive, catalog, carriers })
  // An `authorize: undefined` must not take the config's tokens away.
  const set = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
  const { router, upstreams, metrics } = opened
  return { metrics, ...opened.gateway, ...set, router, upstreams, opened }
}
