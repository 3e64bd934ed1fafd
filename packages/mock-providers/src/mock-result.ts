import type { Fault } from './fault.ts'

/** What a mock does with a request; `reset` and `silence` are below HTTP, so server and fetch each have their own way. */
export type MockResult =
  | {
      readonly kind: 'response'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string | AsyncIterable<string>
    }
  | { readonly kind: 'reset' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'raw'; readonly fault: Extract<Fault, { kind: 'raw' }> }
  | { readonly kind: 'unreachable'; readonly code: string }

/** Thrown by a body whose connection is to be destroyed. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut'
}
