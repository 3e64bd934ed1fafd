import type { Outcome, RouteRequest, Router } from '@signalbox/core'
import type { DialectName, Upstream } from '../call/upstream.ts'
import type { Transport } from '../call/transport.ts'
import type { WhatIsSaid } from '../reply/what-is-said.ts'

/** Reads a header by its lower-case name. */
export type HeaderReader = (name: string) => string | undefined

/** What a caller may say of a request, in the body field `signalbox` or in headers `x-signalbox-*`. */
export const controlNames = ['task', 'tags', 'tenant', 'session', 'constraints', 'commit', 'shadow', 'dryRun'] as const
export type ControlName = (typeof controlNames)[number]

/** Headers an answer may carry, each `x-signalbox-NAME`. */
export const gatewayHeaders = ['decision', 'model', 'tier', 'escalated', 'attempts', 'cost-usd', 'dropped'] as const
export type GatewayHeader = (typeof gatewayHeaders)[number]

export interface GatewayOptions {
  readonly router: Router
  readonly upstreams: readonly Upstream[]
  /** Asked with the head alone, before a body is read; a `false` is a 401. Default: everybody may. */
  readonly authorize?: ((header: HeaderReader) => boolean | Promise<boolean>) | undefined
  /** Who pays, from the head: what a caller says of himself does not count unless `allow` has `tenant`. */
  readonly tenantOf?: ((header: HeaderReader) => string | undefined | Promise<string | undefined>) | undefined
  /** What a caller may set; the rest is refused by name. Default: all but `tenant`. */
  readonly allow?: readonly ControlName[] | undefined
  /** Which headers answers carry. Default: all. */
  readonly headers?: readonly GatewayHeader[] | undefined
  /** Tuning fields without a counterpart in the target's dialect: left out and named (default), or a reason not to ask that target. */
  readonly onUnsupported?: 'drop' | 'refuse' | undefined
  readonly before?: BeforeGuard | undefined
  /** With it streams are held until they are whole. */
  readonly after?: AfterGuard | undefined
  /** Largest body, counted after decompression. Default 8 MiB. */
  readonly maxBodyBytes?: number | undefined
  /** A comment is sent into a stream that has been silent for so long; 0 = never. Default 15,000. */
  readonly keepAliveMs?: number | undefined
  /** Largest whole reply that is read. Default 64 MiB. */
  readonly maxReplyBytes?: number | undefined
  /** Default: the platform's `fetch`. `@signalbox/http/node` has a faster one. */
  readonly transport?: Transport | undefined
  readonly metrics?: GatewayMetrics | undefined
  /** Told of every request when it has ended; holds no prompt and no key. */
  readonly log?: ((entry: GatewayLogEntry) => void) | undefined
}

/** What a guard sees of a request. */
export interface GuardInput {
  readonly dialect: DialectName
  /** The client's JSON, `signalbox` taken out. Not to be changed in place. */
  readonly body: Readonly<Record<string, unknown>>
  readonly request: RouteRequest
  readonly header: HeaderReader
}

/** `refuse`: an error in the client's dialect, 403 unless it says otherwise. */
export interface GuardRefusal {
  readonly refuse: {
    readonly message: string
    readonly status?: number | undefined
    readonly code?: string | undefined
  }
}

/** Before a decision is made: nothing = go on; a body in the client's dialect instead of the one sent; or a refusal. */
export type BeforeGuard = (
  input: GuardInput,
) =>
  | undefined
  | void
  | { readonly body: Readonly<Record<string, unknown>> }
  | GuardRefusal
  | Promise<undefined | void | { readonly body: Readonly<Record<string, unknown>> } | GuardRefusal>

/**
 * With the whole answer in hand, before the caller has any of it: nothing = go on, as it came; another text, in place of thinking and
 * refusal too, with its tool calls as they are; or a refusal. Several choices (`n`) are then refused: one answer is seen, one is given.
 */
export type AfterGuard = (
  input: GuardInput & WhatIsSaid & { readonly outcome: Outcome },
) =>
  | undefined
  | void
  | { readonly text: string }
  | GuardRefusal
  | Promise<undefined | void | { readonly text: string } | GuardRefusal>

/** Where outcomes are counted. `@signalbox/http/node` has one in Prometheus' format. */
export interface GatewayMetrics {
  readonly observe: (outcome: Outcome) => void
  /** Answers that never came to a decision, by status. */
  readonly refused: (status: number) => void
  readonly render: () => Promise<{ readonly contentType: string; readonly text: string }>
}

/** What a log may hold of a request: no prompt, no key, no header. */
export interface GatewayLogEntry {
  readonly requestId: string
  readonly method: string
  /** Without query. */
  readonly path: string
  readonly status: number
  readonly durationMs: number
  /** From here on as far as there was one. */
  readonly outcome?: Outcome['kind'] | undefined
  readonly task?: string | undefined
  readonly tier?: string | undefined
  readonly target?: string | undefined
  readonly model?: string | undefined
  readonly attempts?: number | undefined
  readonly escalated?: boolean | undefined
  readonly costUsd?: number | undefined
  /** Kinds and statuses of what failed, or one sentence of ours; nobody is quoted. */
  readonly error?: string | undefined
}
