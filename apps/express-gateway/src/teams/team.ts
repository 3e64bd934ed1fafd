/** Who may ask. */
export interface Team {
  readonly name: string
  /** Sent as `Authorization: Bearer TOKEN`, or as `x-api-key` by Anthropic's clients. */
  readonly token: string
  /** Requests a minute, over all doors of the app. */
  readonly perMinute: number
}
