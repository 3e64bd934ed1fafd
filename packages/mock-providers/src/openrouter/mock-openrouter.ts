import type { MockProvider, MockProviderOptions } from '../mock-provider.ts'
import type { ModelScript } from '../mock-script.ts'
import type { AccountOptions } from './openrouter-account.ts'
import type { OpenrouterModel } from './openrouter-model.ts'

/** Whatever `createMockProvider` takes is taken here too: each of its models gets one endpoint. */
export interface MockOpenrouterOptions extends AccountOptions, Omit<MockProviderOptions, 'name' | 'models'> {
  /** Default `openrouter`; also the provider of models that are bare scripts. */
  readonly name?: string | undefined
  /** Model id (`author/slug`, `author/slug:free`) -> who serves it, or one script. */
  readonly models: Readonly<Record<string, OpenrouterModel | ModelScript>>
  /** So often a generation is looked up in vain before it is found. Default 1. */
  readonly lookupsTooEarly?: number | undefined
}

/** OpenRouter in front of mock providers. Beside the log of requests it keeps what it did with them. */
export interface MockOpenrouter extends MockProvider {
  /** Every endpoint tried, in order. */
  readonly attempts: readonly OpenrouterAttempt[]
  /** Every GET, in order. */
  readonly lookups: readonly OpenrouterLookup[]
}

export interface OpenrouterAttempt {
  /** `n` of the request; those of one request share it. */
  readonly request: number
  readonly model: string
  readonly provider: string
  /** 0 = the provider's connection failed. */
  readonly status: number
}

export interface OpenrouterLookup {
  readonly path: string
  /** As in the log of requests. */
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
}
