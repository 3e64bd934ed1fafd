import type { SignalboxConfig } from '@signalbox/config'
import type { Router } from '@signalbox/core'
import type { Gateway, GatewayOptions } from '@signalbox/http'
import type { RequestHandler } from 'express'
import type { OpenConfigOptions } from './open-config.ts'
import type { OpenedConfig } from './opened-config.ts'

/** A router and its upstreams, or a config that has both. What is set beside a config counts more than what it says. */
export type ExpressGatewayOptions =
  | (GatewayOptions & { readonly config?: undefined })
  | (Omit<GatewayOptions, 'router' | 'upstreams'> &
      OpenConfigOptions & {
        /** A file's path, or the config as data. */
        readonly config: string | SignalboxConfig
        readonly router?: undefined
        readonly upstreams?: undefined
      })

/** Middleware: what is below its paths it answers, the rest it hands on. */
export interface ExpressGateway extends RequestHandler {
  readonly gateway: Gateway
  readonly router: Router
  /** Ledger and warnings of the config; undefined without one. */
  readonly opened: OpenedConfig | undefined
  /** Refuses new requests with a 503 and resolves when those in flight have ended, and answers beside them; the rest is aborted after `timeoutMs`, default the config's, else 30,000. */
  readonly drain: (timeoutMs?: number) => Promise<void>
  /** Drains, and closes what a config has opened. */
  readonly close: () => Promise<void>
}
