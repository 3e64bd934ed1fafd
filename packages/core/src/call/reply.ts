/** A web stream by its shape, so that the core needs no DOM types. */
export interface WebStreamLike<Part> {
  readonly getReader: () => {
    readonly read: () => PromiseLike<{ readonly done?: boolean | undefined; readonly value?: Part | undefined }>
    readonly cancel: (reason?: unknown) => unknown
  }
}

/** Parts on demand. */
export interface PullSource<Part> {
  readonly next: () => PromiseLike<{ readonly done?: boolean | undefined; readonly value?: Part | undefined }>
  readonly return?: ((reason?: unknown) => unknown) | undefined
}

/** Every shape a host's parts may come in. A part is a unit after which the host may put something of its own: never a split SSE frame. */
export type Parts<Part> = readonly Part[] | WebStreamLike<Part> | AsyncIterable<Part> | PullSource<Part>

/** What a call answers: what the host gets before parts, and the parts. */
export interface Reply<Head, Part> {
  readonly head: Head
  readonly parts: Parts<Part>
}
