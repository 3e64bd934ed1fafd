/** A request as the gateway sees it, whoever listens. */
export interface GatewayRequest {
  readonly method: string
  /** Path and query, as the gateway's own root sees it: `/v1/chat/completions`, or the same without `/v1`. */
  readonly path: string
  /** By lower-case name. */
  readonly header: (name: string) => string | undefined
  /** The body: bytes as they come, or JSON that somebody has parsed already. Read only after the head is accepted. */
  readonly body:
    | { readonly kind: 'bytes'; readonly chunks: AsyncIterable<Uint8Array> }
    | { readonly kind: 'parsed'; readonly value: unknown }
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal
  /** Aborts `signal` for the gateway's own reasons, a drain for one; without it the gateway has a signal of its own that follows. */
  readonly abort?: ((reason: unknown) => void) | undefined
}

/** An answer as whoever listens writes it. */
export interface GatewayReply {
  readonly status: number
  /** Lower-case names; values hold no line break. */
  readonly headers: Readonly<Record<string, string>>
  /** A whole text, or texts on demand: pull the next one only when the last has been taken, and call `cancel` when the client leaves. */
  readonly body: string | GatewayStream
}

export interface GatewayStream {
  /** undefined = the end. Never rejects: what goes wrong is told in the client's dialect. */
  readonly next: () => Promise<string | undefined>
  readonly cancel: () => void
  /** Settles when what is behind it has ended, read or not. Never rejects. */
  readonly ended?: Promise<unknown> | undefined
}

/** `Request -> Response` over one router: three dialects in, three out. One gateway serves any number of concurrent requests. */
export interface Gateway {
  /** Never rejects: every fault is an answer. */
  readonly handle: (request: GatewayRequest) => Promise<GatewayReply>
  /** The same for the web's own types: a Next.js route, Hono, Deno, Bun. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Whether a path (without query) is one of the gateway's; with a method, whether that method of it is. */
  readonly serves: (path: string, method?: string) => boolean
  /** No new requests (503, `/readyz` too); resolves when those in flight have ended, or after `timeoutMs`, when the rest is aborted. */
  readonly drain: (timeoutMs: number) => Promise<void>
  /** Requests in flight. */
  readonly inFlight: () => number
}
