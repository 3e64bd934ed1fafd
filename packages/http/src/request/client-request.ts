import type { WireRequest } from './wire-request.ts'

/** A client's request, understood. */
export interface ClientRequest {
  readonly request: WireRequest
  readonly stream: boolean
  /** Whether a stream is to end with its usage; only OpenAI chat leaves that to the client. */
  readonly wantsUsage: boolean
}
