import type { LitellmError } from './litellm-error.ts'

/** How LiteLLM speaks to one kind of provider. */
export interface LitellmVendor {
  readonly chatPath: string
  /** The limits that a reply states, by OpenAI's names for them. */
  readonly toLimits: (headers: Readonly<Record<string, string>>) => Readonly<Record<string, string>>
  /** A chat completion asked for in OpenAI's words, as the provider is asked. */
  readonly toRequest: (body: Json) => Json
  /** A provider's whole reply as a chat completion. @throws ProviderFailed */
  readonly toCompletion: (body: Json) => Completion
  /** A provider's stream, step by step. @throws ProviderFailed */
  readonly readSteps: (frames: AsyncIterable<string>) => AsyncGenerator<ChatStep, void, undefined>
  readonly wrapError: (status: number, body: string, how: HowAsked) => LitellmError
  /** A 200 whose body is no JSON. */
  readonly wrapUnreadable: (body: string, contentType: string) => LitellmError
  readonly wrapReset: () => LitellmError
  readonly wrapTimeout: (seconds: number, how: HowAsked) => LitellmError
  /** A stream whose connection is gone. */
  readonly wrapCut: () => LitellmError
}

/** What shows in an error. */
export interface HowAsked {
  /** Anthropic's body is then shown as the bytes that Python prints. */
  readonly isStream: boolean
  /** Seconds of the deployment's own settings. */
  readonly ownSeconds: number | undefined
}

export type Json = Readonly<Record<string, unknown>>

export interface Completion {
  /** undefined = LiteLLM makes one. */
  readonly id: string | undefined
  readonly fields: Json
  readonly choices: readonly Json[]
  readonly usage: LitellmUsage | undefined
}

export interface ChatStep {
  readonly id?: string | undefined
  readonly fields?: Json | undefined
  readonly delta?: Json | undefined
  /** Beside the delta; its `index` where it is not 0. */
  readonly choice?: Json | undefined
  readonly finish?: string | undefined
  readonly usage?: LitellmUsage | undefined
}

/** Counts as LiteLLM shows them: cached tokens are among those of the prompt. */
export interface LitellmUsage extends Json {
  readonly prompt_tokens: number
  readonly completion_tokens: number
  /** 0 where the provider leaves it out. */
  readonly total_tokens: number
  readonly prompt_tokens_details?: (Json & { readonly cached_tokens?: number | undefined }) | null
}
