import type { CallAccount } from '@signalbox/core'
import type { Carrier } from '../call/carrier.ts'
import type { DialectName } from '../call/upstream.ts'

/** What a host gets before parts. */
export interface HttpHead {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
}

/** Whole SSE frames, never a split one, or one whole JSON body. */
export type HttpPart = EventsPart | BodyPart

/** Set where a carrier stands between us and the provider. */
interface Carried {
  readonly carrier?: Carrier | undefined
  /** What it says of the call with this part. */
  readonly account?: CallAccount | undefined
}

export interface EventsPart extends Carried {
  readonly kind: 'events'
  readonly dialect: DialectName
  /** The frames as text, line ends LF, each frame with its empty line. */
  readonly raw: string
  /** The same, parsed when somebody asks. */
  readonly events: readonly SseEvent[]
}

export interface BodyPart extends Carried {
  readonly kind: 'body'
  readonly dialect: DialectName
  readonly body: unknown
  /** The provider's own text, as far as there is one. */
  readonly raw?: string | undefined
}

/** One server-sent event. */
export interface SseEvent {
  readonly event: string | undefined
  readonly data: string
}
