import type { ResponseFormat, RoutePart, RouteRequest, RouteTool } from '@signalbox/core'
import type { OpenaiField } from './openai-fields.ts'

/** A client's request in no dialect: what routing sees, with everything that another dialect can be told. */
export interface WireRequest extends RouteRequest {
  readonly messages: readonly WireMessage[]
  readonly tools?: readonly WireTool[] | undefined
  readonly responseFormat?: WireFormat | undefined
  readonly sampling?: Sampling | undefined
  /** What the client has said, field by field, in its own words. */
  readonly fields?: readonly ClientField[] | undefined
}

/** One turn of the conversation. */
export interface WireMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly content: string | readonly WirePart[]
  /** What an assistant has thought before, where nobody has signed it: some want it back with its calls. */
  readonly reasoning?: string | undefined
}

/** A part with its bytes. Media that follow a tool's result belong to it. */
export type WirePart =
  | Exclude<RoutePart, { type: 'media' | 'tool-result' }>
  | (Extract<RoutePart, { type: 'media' }> & {
      readonly source?: MediaSource | undefined
      readonly fileName?: string | undefined
      /** OpenAI's `detail` of an image. */
      readonly detail?: string | undefined
    })
  | (Extract<RoutePart, { type: 'tool-result' }> & { readonly isError?: boolean | undefined })

export interface WireTool extends RouteTool {
  /** Calls have to keep to the schema. */
  readonly strict?: boolean | undefined
}

export type WireFormat =
  | Exclude<ResponseFormat, { type: 'json' }>
  | (Extract<ResponseFormat, { type: 'json' }> & {
      readonly description?: string | undefined
      /** Whether the provider has to hold the answer to the schema; undefined = where the schema allows it. */
      readonly strict?: boolean | undefined
    })

/** Where the bytes are: at an address, or here in base64. */
export type MediaSource =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'base64'; readonly mediaType: string; readonly data: string }

/** What tunes an answer. Unknown is undefined, never a default. */
export interface Sampling {
  readonly temperature?: number | undefined
  readonly topP?: number | undefined
  readonly topK?: number | undefined
  readonly stop?: readonly string[] | undefined
  readonly seed?: number | undefined
  readonly frequencyPenalty?: number | undefined
  readonly presencePenalty?: number | undefined
  readonly parallelToolCalls?: boolean | undefined
  /** Answers wanted; more than one is OpenAI chat's alone. */
  readonly choices?: number | undefined
  /** 0..20 alternatives per token. */
  readonly topLogprobs?: number | undefined
  readonly reasoningEffort?: string | undefined
  readonly reasoningBudgetTokens?: number | undefined
  readonly verbosity?: string | undefined
  /** The client's own id of its end user. */
  readonly user?: string | undefined
  readonly openai?: Readonly<Partial<Record<OpenaiField, unknown>>> | undefined
}

/** What of a request a dialect can say; the names are those of WireRequest and Sampling, with kinds of media and JSON apart. */
export type Expressible =
  | Exclude<keyof Sampling, 'openai'>
  | OpenaiField
  | 'tools'
  | 'strictTools'
  | 'toolChoice'
  | 'jsonObject'
  | 'jsonSchema'
  | 'maxOutputTokens'
  | 'logprobs'
  /** Thinking of before that nobody has signed. */
  | 'reasoning'
  /** An instruction in the midst of a conversation. */
  | 'laterInstruction'
  /** A conversation of white space alone. */
  | 'silence'
  | 'imageDetail'
  | 'imageUrl'
  | 'imageBytes'
  | 'audio'
  | 'video'
  | 'fileUrl'
  | 'fileBytes'

/** One field of a client's body. `meaning`: an answer without it is another answer, so who cannot say it is no candidate. `tuning`: it may be dropped, and is named. */
export interface ClientField {
  /** In the client's words: `seed`, `messages[2].content[1].file`. */
  readonly name: string
  readonly kind: 'meaning' | 'tuning'
  /** What it is in no dialect; undefined = no other dialect has a counterpart. */
  readonly as?: Expressible | undefined
}
