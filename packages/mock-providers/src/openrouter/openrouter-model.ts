import type { MockProvider } from '../mock-provider.ts'
import type { MockRequest } from '../mock-request.ts'
import type { ModelScript } from '../mock-script.ts'

/** One model of the list, with the providers that serve it. */
export interface OpenrouterModel {
  /** In the order that OpenRouter tries them when the request wishes nothing. */
  readonly endpoints: readonly OpenrouterEndpoint[]
  /** Default: the id. */
  readonly name?: string | undefined
  /** Dated name that the id stands for; answers to it too. Default: the id. */
  readonly canonicalSlug?: string | undefined
  readonly description?: string | undefined
  /** Seconds since 1970. Default 0. */
  readonly createdSeconds?: number | undefined
  /** Default: text. */
  readonly inputModalities?: readonly string[] | undefined
  /** Default: text. */
  readonly outputModalities?: readonly string[] | undefined
  /** Its author allows distillation (`enforce_distillable_text`). Default false. */
  readonly isDistillable?: boolean | undefined
}

/** One provider of one model: answers by a script of its own, or by another mock that stands behind OpenRouter. */
export type OpenrouterEndpoint = EndpointTraits &
  (
    | { readonly script: ModelScript; readonly host?: undefined; readonly as?: undefined }
    | { readonly script?: undefined; readonly host: MockProvider; readonly as: string }
  )

export interface EndpointTraits {
  /** As replies name it (`DeepInfra`); its slug is the same in lower case with dashes. */
  readonly provider: string
  /** Default: 1 USD per million of input, 2 of output. */
  readonly price?: OpenrouterPrice | undefined
  /** Default 128,000. */
  readonly contextTokens?: number | undefined
  /** Default: the context. */
  readonly maxOutputTokens?: number | undefined
  /** `fp8`, `int4` ..; part of the endpoint's tag (`deepinfra/fp8`). */
  readonly quantization?: string | undefined
  /** Keeps prompts and may train on them (`data_collection: deny` leaves it out). Default false. */
  readonly collectsData?: boolean | undefined
  /** Keeps nothing at all (`zdr`). Default false. */
  readonly keepsNothing?: boolean | undefined
  /** Default: all but the rarest. */
  readonly supportedParameters?: readonly string[] | undefined
  /** Tokens a second. */
  readonly throughput?: number | undefined
  /** Seconds to the first token. */
  readonly latencySeconds?: number | undefined
  /** Among those that call tools well (`:exacto`). Default false. */
  readonly isExacto?: boolean | undefined
  /** Paid with the caller's own key at the provider: OpenRouter takes a twentieth. Default false. */
  readonly isByok?: boolean | undefined
  /** What moderation finds in a request; nothing = it passes. */
  readonly moderate?: ((request: MockRequest) => readonly string[]) | undefined
}

/** USD per million tokens; the model list shows them as decimal strings per token. */
export interface OpenrouterPrice {
  readonly inputPerMillionUsd: number
  readonly outputPerMillionUsd: number
  /** Default: as other input. */
  readonly cacheReadPerMillionUsd?: number | undefined
  /** USD per search of an `:online` request. Default 0. */
  readonly searchUsd?: number | undefined
}
