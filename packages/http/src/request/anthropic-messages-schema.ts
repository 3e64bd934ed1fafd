import { z } from 'zod'
import {
  type AnyObject,
  anyList,
  anyObject,
  content,
  flag,
  type Maybe,
  modelName,
  share,
  temperature,
  text,
  texts,
  tokenLimit,
  wholeNumber,
} from './client-field-shapes.ts'

// What is known of Anthropic's messages, as of 2026-11. Unknown fields pass.
// https://platform.claude.com/docs/en/api/messages

export interface MessagesBody {
  readonly model: string
  readonly max_tokens?: Maybe<number>
  readonly messages: readonly unknown[]
  readonly system?: Maybe<string | readonly unknown[]>
  readonly stream?: Maybe<boolean>
  readonly temperature?: Maybe<number>
  readonly top_p?: Maybe<number>
  readonly top_k?: Maybe<number>
  readonly stop_sequences?: Maybe<readonly string[]>
  readonly metadata?: Maybe<{ readonly user_id?: Maybe<string> }>
  readonly thinking?: Maybe<{ readonly type: string; readonly budget_tokens?: Maybe<number> }>
  readonly tools?: Maybe<readonly unknown[]>
  readonly tool_choice?: Maybe<MessagesToolChoice>
  readonly output_config?: Maybe<{ readonly effort?: Maybe<string>; readonly format?: Maybe<MessagesFormat> }>
  readonly output_format?: Maybe<MessagesFormat>
}

export interface MessagesToolChoice {
  readonly type: 'auto' | 'any' | 'tool' | 'none'
  readonly name?: Maybe<string>
  readonly disable_parallel_tool_use?: Maybe<boolean>
}

export interface MessagesFormat {
  readonly type: string
  readonly schema?: Maybe<AnyObject>
}

const format = z.looseObject({ type: text, schema: anyObject.nullish() })

export const messagesBody: z.ZodType<MessagesBody> = z.looseObject({
  model: modelName,
  messages: z.array(z.unknown()).min(1),
  // With 0 a prompt is only put into the cache.
  max_tokens: z.int().min(0).nullish(),
  system: content.nullish(),
  stream: flag.nullish(),
  temperature: temperature.nullish(),
  top_p: share.nullish(),
  top_k: wholeNumber.nullish(),
  stop_sequences: texts.nullish(),
  metadata: z.looseObject({ user_id: text.nullish() }).nullish(),
  thinking: z.looseObject({ type: text, budget_tokens: tokenLimit.nullish() }).nullish(),
  tools: anyList.nullish(),
  tool_choice: z
    .looseObject({
      type: z.enum(['auto', 'any', 'tool', 'none']),
      name: text.nullish(),
      disable_parallel_tool_use: flag.nullish(),
    })
    .nullish(),
  output_config: z.looseObject({ effort: text.nullish(), format: format.nullish() }).nullish(),
  output_format: format.nullish(),
  service_tier: text.nullish(),
  cache_control: anyObject.nullish(),
  mcp_servers: anyList.nullish(),
})

export interface MessagesTurn {
  readonly role: 'user' | 'assistant' | 'system'
  readonly content: string | readonly unknown[]
}

/** Instructions in the midst of a conversation are a later addition of this dialect. */
export const messagesTurn: z.ZodType<MessagesTurn> = z.looseObject({
  role: z.enum(['user', 'assistant', 'system']),
  content,
})

export interface MessagesBlock extends AnyObject {
  readonly type: string
  readonly text?: Maybe<string>
  readonly source?: Maybe<MessagesSource>
  readonly title?: Maybe<string>
  readonly id?: Maybe<string>
  readonly name?: Maybe<string>
  readonly input?: unknown
  readonly tool_use_id?: Maybe<string>
  readonly content?: unknown
  readonly is_error?: Maybe<boolean>
  readonly cache_control?: Maybe<AnyObject>
  readonly thinking?: unknown
  readonly signature?: unknown
  readonly citations?: unknown
  readonly context?: unknown
}

export interface MessagesSource {
  readonly type: string
  readonly media_type?: Maybe<string>
  readonly data?: Maybe<string>
  readonly url?: Maybe<string>
}

export const messagesBlock: z.ZodType<MessagesBlock> = z.looseObject({
  type: text,
  text: text.nullish(),
  source: z
    .looseObject({ type: text, media_type: text.nullish(), data: text.nullish(), url: text.nullish() })
    .nullish(),
  title: text.nullish(),
  id: text.nullish(),
  name: text.nullish(),
  input: z.unknown().optional(),
  tool_use_id: text.nullish(),
  content: z.unknown().optional(),
  is_error: flag.nullish(),
  cache_control: anyObject.nullish(),
  thinking: z.unknown().optional(),
  signature: z.unknown().optional(),
  citations: z.unknown().optional(),
  context: z.unknown().optional(),
})

export interface MessagesTool {
  readonly name: string
  readonly type?: Maybe<string>
  readonly description?: Maybe<string>
  readonly input_schema?: Maybe<AnyObject>
  readonly strict?: Maybe<boolean>
  readonly cache_control?: Maybe<AnyObject>
}

export const messagesTool: z.ZodType<MessagesTool> = z.looseObject({
  name: z.string().min(1),
  type: text.nullish(),
  description: text.nullish(),
  input_schema: anyObject.nullish(),
  strict: flag.nullish(),
  cache_control: anyObject.nullish(),
})
