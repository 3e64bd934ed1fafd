/**
 * What may go wrong with one call. One table: what each fault does stands in `apply-fault.ts`.
 * Counts are in tokens (words) of the reply.
 */
export type Fault =
  /** An HTTP error in the dialect's own body, or in yours. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly code?: string | undefined
      readonly type?: string | undefined
      readonly message?: string | undefined
      readonly headers?: Readonly<Record<string, string>> | undefined
      readonly body?: string | undefined
    }
  /** The connection is reset before a header. */
  | { readonly kind: 'reset' }
  /** No answer until the client gives up. */
  | { readonly kind: 'silence' }
  /** The first token comes this late. */
  | { readonly kind: 'slow-first-token'; readonly ms: number }
  /** The connection is destroyed in mid-stream. */
  | { readonly kind: 'cut'; readonly afterTokens: number }
  /** The stream ends as if all were well, without finish reason or terminal marker. */
  | { readonly kind: 'clean-cut'; readonly afterTokens: number }
  /** The stream falls silent for a while. */
  | { readonly kind: 'stall'; readonly afterTokens: number; readonly ms: number }
  /** One frame holds no JSON. */
  | { readonly kind: 'malformed-frame'; readonly afterTokens: number }
  /** No `[DONE]` or `message_stop`, the finish reason is there. */
  | { readonly kind: 'no-terminal' }
  /** An error frame inside a 200, before or after content. */
  | {
      readonly kind: 'error-frame'
      readonly afterTokens: number
      readonly status?: number | undefined
      readonly message?: string | undefined
    }
  /** A 200 without a word. */
  | { readonly kind: 'empty' }
  /** Only comments, for a while, then nothing. */
  | { readonly kind: 'comments-only'; readonly ms: number }
  /** A page of HTML with this status. */
  | { readonly kind: 'html'; readonly status: number }
  /** A 200 whose JSON breaks off. */
  | { readonly kind: 'truncated-json' }
  /** A whole JSON body answers a request for a stream. */
  | { readonly kind: 'json-instead-of-stream' }
  /** The usage frame comes twice. */
  | { readonly kind: 'repeated-usage' }
  /** No usage at all. */
  | { readonly kind: 'no-usage' }
  /** A redirect elsewhere. */
  | { readonly kind: 'redirect'; readonly location: string }
  /** This reply instead of the dialect's own, whatever was asked for. */
  | {
      readonly kind: 'body'
      readonly contentType: string
      readonly body: string
      readonly headers?: Readonly<Record<string, string>> | undefined
    }
  /** These frames, as they are, instead of the dialect's own; then the end, a reset, or silence. */
  | {
      readonly kind: 'frames'
      readonly frames: readonly string[]
      /** Between two frames. */
      readonly everyMs?: number | undefined
      readonly atEnd?: 'end' | 'cut' | 'silence' | undefined
    }
  /**
   * Bytes straight onto the socket, head included. What `fetch` makes of it stands beside, for use without a socket.
   */
  | {
      readonly kind: 'raw'
      readonly chunks: readonly (string | Uint8Array)[]
      /** Between two chunks. */
      readonly everyMs?: number | undefined
      readonly atEnd: 'end' | 'reset' | 'silence'
      readonly fetchError: {
        readonly at: 'head' | 'body'
        readonly code: string
        readonly message?: string | undefined
      }
    }
  /** Below HTTP: the address does not resolve, nobody listens, no handshake, no trust. Only without a socket; with one, choose such an address. */
  | { readonly kind: 'unreachable'; readonly code: string }
