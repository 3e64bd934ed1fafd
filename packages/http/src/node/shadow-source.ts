/** What metrics read of answers beside when they are asked for: `shadow` of a router made by `withShadow` of @signalbox/quality is one. */
export interface ShadowSource {
  /** Name of it in the record. */
  readonly study: string
  readonly counts: () => {
    /** Requests that others were called for beside. */
    readonly sent: number
    /** Those of them that nobody answered. */
    readonly failed: number
    /** Drawn, and nobody called: reason -> requests. */
    readonly dropped: Readonly<Record<string, number>>
    /** Under way now. */
    readonly running: number
  }
}
