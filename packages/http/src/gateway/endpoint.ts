import type { Outcome } from '@signalbox/core'
import type { DialectName, Upstream } from '../call/upstream.ts'
import type { Transport } from '../call/transport.ts'
import type { GatewayReply, GatewayRequest } from './gateway.ts'
import type { GatewayOptions } from './gateway-options.ts'
import type { TurnMemory } from './turn-memory.ts'

/** What all endpoints of one gateway share. */
export interface GatewayContext extends GatewayOptions {
  readonly transport: Transport
  readonly turns: TurnMemory
  readonly upstreamOf: (target: string) => Upstream | undefined
}

/** One request on its way through an endpoint. */
export interface Exchange {
  readonly context: GatewayContext
  readonly request: GatewayRequest
  readonly requestId: string
  /** The client's, by path: errors are written in it. */
  readonly dialect: DialectName
  /** Aborts when the client leaves, and when a drain has waited long enough. */
  readonly signal: AbortSignal
  /** What the log and the metrics are told in the end. */
  readonly report: ExchangeReport
  /** The last part of the path, where the endpoint has one: `/models/ID`. */
  readonly rest: string
}

/** Filled in on the way. */
export interface ExchangeReport {
  outcome?: Outcome | undefined
  error?: string | undefined
  /** The outcome of a stream somebody has left comes later. */
  settled?: Promise<unknown> | undefined
}

/** Answers one kind of request. What it throws becomes an error in the client's dialect. */
export type Endpoint = (exchange: Exchange) => Promise<GatewayReply> | GatewayReply
