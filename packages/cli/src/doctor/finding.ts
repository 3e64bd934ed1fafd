/** What a look at one thing has shown. */
export interface Finding {
  readonly what: string
  readonly ok: boolean
  /** For people: what is there, or what is amiss and the remedy. */
  readonly detail: string
}
