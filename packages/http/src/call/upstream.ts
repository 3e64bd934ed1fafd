import type { Carrier } from './carrier.ts'

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
  /** Another gateway stands there. */
  readonly carrier?: Carrier | undefined
  /** Fields of every request that a body does not say itself. */
  readonly body?: Readonly<Record<string, unknown>> | undefined
  /** The same for some targets alone, by their ids; they win over `body`. */
  readonly bodies?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined
}
