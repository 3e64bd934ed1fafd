/** The wire formats spoken to providers. */
export type DialectName = 'openai-chat' | 'openai-responses' | 'anthropic-messages'

/** One provider account: where to call, in which dialect, with which key. */
export interface Upstream {
  readonly name: string
  readonly dialect: DialectName
  /** As in the provider's docs: `https://api.openai.com/v1`, `https://api.anthropic.com`. */
  readonly baseUrl: string
  /** Sent in a header only, never in an address or an error. */
  readonly apiKey?: string | undefined
  /** Sent with every call, attribution headers for example. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}
