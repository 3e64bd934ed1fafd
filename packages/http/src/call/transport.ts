/** The way out: one POST to a provider. What `fetch` does, as little of it as a call needs. */
export type Transport = (
  url: string,
  init: {
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    /** This attempt's own. */
    readonly signal: AbortSignal
  },
) => Promise<TransportReply>

export interface TransportReply {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Decoded bytes. Redirects are never followed: a 3xx comes back as it is. */
  readonly body: ByteSource
}

/** Bytes on demand, already decompressed. */
export interface ByteSource {
  /** undefined = the end. */
  readonly next: () => Promise<Uint8Array | undefined>
  readonly cancel: (reason?: unknown) => void
}
