import type { DialectName } from '../call/upstream.ts'

/** What a host gets before parts. */
export interface HttpHead {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
}

/** Whole SSE frames, never a split one, or one whole JSON body. */
export type HttpPart =
  | { readonly kind: 'events'; readonly dialect: DialectName; readonly events: readonly SseEvent[] }
  | { readonly kind: 'body'; readonly dialect: DialectName; readonly body: unknown }

/** One server-sent event. */
export interface SseEvent {
  readonly event: string | undefined
  readonly data: string
}
