import type { Constraints } from './constraints.ts'
import type { Features } from './features.ts'
import type { JsonSchema } from './json-schema.ts'
import type { Modality } from './modality.ts'
import type { TaskType } from './task-type.ts'

/** One part of a message, as far as routing needs to see it: the host keeps the bytes. */
export type RoutePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'media'; readonly modality: Exclude<Modality, 'text'>; readonly mediaType?: string | undefined }
  | { readonly type: 'tool-call'; readonly id: string; readonly name: string; readonly argumentsJson: string }
  | { readonly type: 'tool-result'; readonly id: string; readonly text: string }

/** One turn of the conversation. */
export interface RouteMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly content: string | readonly RoutePart[]
}

/** A tool the model may call. */
export interface RouteTool {
  readonly name: string
  readonly description?: string | undefined
  /** JSON Schema of the arguments. */
  readonly parameters?: JsonSchema | undefined
}

/** What the reply must look like. */
export type ResponseFormat =
  | { readonly type: 'text' }
  | { readonly type: 'json'; readonly schema?: JsonSchema | undefined; readonly name?: string | undefined }

/** Who made the last turn of a conversation, as the host's own history tells: no memory of this process is needed for it. */
export interface LastTurn {
  readonly target: string
  /**
   * true: the turn waits for tool results and holds parts that another model would refuse (signed reasoning, a provider's own
   * tools). The request then stays with that target while it is well and allowed.
   */
  readonly isBound: boolean
  /** Input tokens of that turn, estimated or counted. */
  readonly inputTokens?: number | undefined
  /** Wall time of that turn, ms since the epoch. */
  readonly atMs?: number | undefined
}

/** The neutral view of a request: enough to decide, nothing that only a provider needs. */
export interface RouteRequest {
  /** The host's id of this request; also seeds everything random about it. Without one the router makes one. */
  readonly id?: string | undefined
  /** A virtual id (`auto`, `task:NAME`, `tier:NAME`), a target id or a model id. Default `auto`. */
  readonly model?: string | undefined
  readonly messages: readonly RouteMessage[]
  readonly tools?: readonly RouteTool[] | undefined
  readonly toolChoice?: 'auto' | 'none' | 'required' | { readonly name: string } | undefined
  readonly responseFormat?: ResponseFormat | undefined
  /**
   * Target id -> how its host holds it to `responseFormat`, where not in the model's own way: by a tool it has to call, or by JSON
   * alone. What the target then has to offer is that.
   */
  readonly formatBy?: Readonly<Record<string, 'tool-call' | 'json'>> | undefined
  /** The caller's limit on output tokens. */
  readonly maxOutputTokens?: number | undefined
  /** The caller asks for token log-probabilities. */
  readonly logprobs?: boolean | undefined
  /** The caller's own task; it always wins over detection. */
  readonly task?: TaskType | (string & {}) | undefined
  readonly tenant?: string | undefined
  /** Free labels, for rules and for the report. */
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** The conversation this belongs to, for `sticky` and for intervals by conversation. */
  readonly session?: string | undefined
  /** What the history says of the turn before, where nothing is remembered of the session. */
  readonly lastTurn?: LastTurn | undefined
  /** What is to come out. `embedding`: vectors, which only targets of the one model named can give alike. Default `text`. */
  readonly output?: 'text' | 'embedding' | undefined
  /** Limits of this request's own, on top of the policy's: they narrow it, never widen it. */
  readonly constraints?: Constraints | undefined
  /** false: it goes nowhere beside its answer, to no shadow and into no study. Default: as the operator has set. */
  readonly shadow?: boolean | undefined
  /** What was derived from its messages before: stands in for them where they are not at hand, as in a replay. */
  readonly features?: Features | undefined
  /** Targets the host cannot send this request to, each with the reason as the rest of a sentence about it. */
  readonly unfit?: Readonly<Record<string, string>> | undefined
}
