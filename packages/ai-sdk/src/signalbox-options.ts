import type {
  EmbeddingModelV3,
  EmbeddingModelV4,
  Experimental_DecisionModelV4,
  LanguageModelV2,
  LanguageModelV3,
  LanguageModelV4,
} from '@ai-sdk/provider'
import type { Router } from '@signalbox/core'

/** A language model of any specification the installed `ai` takes. */
export type AnyLanguageModel = LanguageModelV2 | LanguageModelV3 | LanguageModelV4
/** An embedding model of the last two specifications. */
export type AnyEmbeddingModel = EmbeddingModelV3 | EmbeddingModelV4

/** What a provider is made of. */
export interface SignalboxOptions {
  /** The policy. Targets of it that write text need an entry in `models`. */
  readonly router: Router
  /** Target id -> the model that serves it. */
  readonly models: Readonly<Record<string, AnyLanguageModel>>
  /** Target id -> the embedding model that serves it. */
  readonly embeddingModels?: Readonly<Record<string, AnyEmbeddingModel>> | undefined
  /** Target id -> a decision model, for the core's `judge` gate. Experimental in `ai`. */
  readonly decisionModels?: Readonly<Record<string, Experimental_DecisionModelV4>> | undefined
  /**
   * Target id -> further names under which its model reads `providerOptions`, knows its own parts and keeps its tools. For a provider
   * that was given a name of its own: `createAnthropic({ name: 'claude-eu' })` reads `anthropic` as well, which its name does not say.
   */
  readonly namespaces?: Readonly<Record<string, readonly string[]>> | undefined
  /** Provider name in telemetry, and the one a workflow finds it by again. Default `signalbox`. */
  readonly name?: string | undefined
  /**
   * What is written into `providerMetadata.signalbox`. `full`: the decision on results and finish parts, and on assistant parts a
   * mark of the target that made them, by which a later turn knows what must go back to whom. `result`: no marks. `none`: nothing.
   * Default `full`.
   */
  readonly metadata?: 'full' | 'result' | 'none' | undefined
}

/** What a call may say to the router, in `providerOptions.signalbox`. Never sent to a provider. */
export interface SignalboxCallOptions {
  /** The task, where the caller knows it better than detection. */
  readonly task?: string | undefined
  readonly tenant?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** The conversation: keeps it where its prompt cache is, and groups it in reports. */
  readonly session?: string | undefined
  /** false: no shadow and no study gets it. */
  readonly shadow?: boolean | undefined
  /** The request's id in the ledger. Has to be new for every call: leave it out in loops with several steps. */
  readonly requestId?: string | undefined
  /** Target id -> provider options for that target alone, over those of the call. */
  readonly targets?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> | undefined
}
