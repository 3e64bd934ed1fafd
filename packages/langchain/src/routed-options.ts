import type {
  BaseChatModelCallOptions,
  BaseChatModelParams,
  BindToolsInput,
} from '@langchain/core/language_models/chat_models'
import type { SerializableSchema } from '@langchain/core/utils/standard_schema'
import type { ZodV3Like, ZodV4Like } from '@langchain/core/utils/types'
import type { Router } from '@signalbox/core'
import type { CandidateModel } from './candidates.ts'
import type { SignalboxCallOptions } from './signalbox-call-options.ts'
import type { StructuredFormat } from './structured-format.ts'

/** A schema of Zod, of the standard for schemas, or JSON Schema. */
export type OutputSchema<RunOutput extends object> =
  | SerializableSchema<RunOutput & Record<string, unknown>>
  | ZodV4Like<RunOutput>
  | ZodV3Like<RunOutput>
  | Readonly<Record<string, unknown>>

/** What a routed model is made of. */
export interface RoutedChatModelFields extends BaseChatModelParams {
  /** The policy. Undefined only where a model of that name is made already: then it is that one again. */
  readonly router?: Router | undefined
  /** Target id -> its chat model, or an id for `initChatModel`. Every target needs one. */
  readonly models?: Readonly<Record<string, CandidateModel>> | undefined
  /** What is asked for where a call does not say: `auto` (default), `task:NAME`, `tier:NAME`, a target or model id. */
  readonly model?: string | undefined
  /** The name by which a serialised model finds its router again. Default `signalbox`. */
  readonly routerName?: string | undefined
  /** Version of the policy a serialised model was written under. */
  readonly policy?: string | undefined
}

/** Call options: those of the candidates pass through to whichever answers. */
export interface RoutedChatModelCallOptions extends BaseChatModelCallOptions {
  /** Hints to the router. */
  signalbox?: SignalboxCallOptions | undefined
  tools?: BindToolsInput[] | undefined
  strict?: boolean | undefined
  parallel_tool_calls?: boolean | undefined
  response_format?: Readonly<Record<string, unknown>> | undefined
  /** A bound schema: set by `withStructuredOutput`. */
  signalbox_format?: StructuredFormat | undefined
}
