import { z } from 'zod'
import {
  type AnyObject,
  anyList,
  anyObject,
  content,
  flag,
  type Maybe,
  modelName,
  oneOrMoreTexts,
  penalty,
  seed,
  share,
  temperature,
  text,
  texts,
  tokenLimit,
  topLogprobs,
  wholeNumber,
} from './client-field-shapes.ts'

// What is known of OpenAI's chat completions, as of 2026-11. Unknown fields pass.
// https://platform.openai.com/docs/api-reference/chat/create

export interface ChatBody {
  readonly model: string
  readonly messages: readonly unknown[]
  readonly stream?: Maybe<boolean>
  readonly stream_options?: Maybe<AnyObject & { readonly include_usage?: Maybe<boolean> }>
  readonly temperature?: Maybe<number>
  readonly top_p?: Maybe<number>
  readonly top_k?: Maybe<number>
  readonly max_tokens?: Maybe<number>
  readonly max_completion_tokens?: Maybe<number>
  readonly n?: Maybe<number>
  readonly stop?: Maybe<string | readonly string[]>
  readonly seed?: Maybe<number>
  readonly frequency_penalty?: Maybe<number>
  readonly presence_penalty?: Maybe<number>
  readonly logprobs?: Maybe<boolean>
  readonly top_logprobs?: Maybe<number>
  readonly tools?: Maybe<readonly unknown[]>
  readonly tool_choice?: Maybe<string | AnyObject>
  readonly parallel_tool_calls?: Maybe<boolean>
  readonly functions?: Maybe<readonly unknown[]>
  readonly function_call?: Maybe<string | AnyObject>
  readonly response_format?: Maybe<ChatFormat>
  readonly reasoning_effort?: Maybe<string>
  readonly verbosity?: Maybe<string>
  readonly user?: Maybe<string>
  readonly modalities?: Maybe<readonly string[]>
}

export interface ChatFormat {
  readonly type: string
  readonly json_schema?: Maybe<{
    readonly name: string
    readonly description?: Maybe<string>
    readonly schema?: Maybe<AnyObject>
    readonly strict?: Maybe<boolean>
  }>
}

const choice = z.union([z.string(), z.looseObject({})], { error: 'a string or an object' })

export const chatBody: z.ZodType<ChatBody> = z.looseObject({
  model: modelName,
  messages: z.array(z.unknown()).min(1),
  stream: flag.nullish(),
  stream_options: z.looseObject({ include_usage: flag.nullish() }).nullish(),
  temperature: temperature.nullish(),
  top_p: share.nullish(),
  top_k: wholeNumber.nullish(),
  max_tokens: tokenLimit.nullish(),
  max_completion_tokens: tokenLimit.nullish(),
  n: z.int().min(1).max(128).nullish(),
  stop: oneOrMoreTexts.nullish(),
  seed: seed.nullish(),
  frequency_penalty: penalty.nullish(),
  presence_penalty: penalty.nullish(),
  logprobs: flag.nullish(),
  top_logprobs: topLogprobs.nullish(),
  tools: anyList.nullish(),
  tool_choice: choice.nullish(),
  parallel_tool_calls: flag.nullish(),
  functions: anyList.nullish(),
  function_call: choice.nullish(),
  response_format: z
    .looseObject({
      type: text,
      json_schema: z
        .looseObject({
          name: text,
          description: text.nullish(),
          schema: anyObject.nullish(),
          strict: flag.nullish(),
        })
        .nullish(),
    })
    .nullish(),
  reasoning_effort: text.nullish(),
  verbosity: text.nullish(),
  user: text.nullish(),
  modalities: texts.nullish(),
  audio: anyObject.nullish(),
  logit_bias: anyObject.nullish(),
  metadata: anyObject.nullish(),
  prediction: anyObject.nullish(),
  web_search_options: anyObject.nullish(),
  store: flag.nullish(),
  service_tier: text.nullish(),
  prompt_cache_key: text.nullish(),
  safety_identifier: text.nullish(),
})

export interface ChatMessage {
  readonly role: 'system' | 'developer' | 'user' | 'assistant' | 'tool' | 'function'
  readonly content?: Maybe<string | readonly unknown[]>
  readonly refusal?: Maybe<string>
  readonly name?: Maybe<string>
  readonly tool_call_id?: Maybe<string>
  readonly tool_calls?: Maybe<readonly unknown[]>
  readonly function_call?: Maybe<ChatCall>
  readonly audio?: Maybe<AnyObject>
  /** DeepSeek's, which others have taken over. */
  readonly reasoning_content?: unknown
  readonly cache_control?: unknown
}

export interface ChatCall {
  readonly name: string
  readonly arguments: string
}

const call = z.looseObject({ name: text, arguments: text })

export const chatMessage: z.ZodType<ChatMessage> = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: content.nullish(),
  refusal: text.nullish(),
  name: text.nullish(),
  tool_call_id: text.nullish(),
  tool_calls: anyList.nullish(),
  function_call: call.nullish(),
  audio: anyObject.nullish(),
  reasoning_content: z.unknown().optional(),
  cache_control: z.unknown().optional(),
})

export interface ChatToolCall {
  readonly id: string
  readonly type?: Maybe<string>
  readonly function?: Maybe<ChatCall>
}

export const chatToolCall: z.ZodType<ChatToolCall> = z.looseObject({
  id: text,
  type: text.nullish(),
  function: call.nullish(),
})

export interface ChatPart {
  readonly type: string
  readonly text?: Maybe<string>
  readonly refusal?: Maybe<string>
  readonly image_url?: Maybe<{ readonly url: string; readonly detail?: Maybe<string> }>
  readonly video_url?: Maybe<{ readonly url: string }>
  readonly input_audio?: Maybe<{ readonly data: string; readonly format: string }>
  readonly file?: Maybe<{
    readonly file_data?: Maybe<string>
    readonly file_id?: Maybe<string>
    readonly filename?: Maybe<string>
  }>
  readonly cache_control?: unknown
}

export const chatPart: z.ZodType<ChatPart> = z.looseObject({
  type: text,
  text: text.nullish(),
  refusal: text.nullish(),
  image_url: z.looseObject({ url: text, detail: text.nullish() }).nullish(),
  video_url: z.looseObject({ url: text }).nullish(),
  input_audio: z.looseObject({ data: text, format: text }).nullish(),
  file: z.looseObject({ file_data: text.nullish(), file_id: text.nullish(), filename: text.nullish() }).nullish(),
  cache_control: z.unknown().optional(),
})

export interface FunctionShape {
  readonly name: string
  readonly description?: Maybe<string>
  readonly parameters?: Maybe<AnyObject>
  readonly strict?: Maybe<boolean>
}

export const functionShape: z.ZodType<FunctionShape> = z.looseObject({
  name: z.string().min(1),
  description: text.nullish(),
  parameters: anyObject.nullish(),
  strict: flag.nullish(),
})

export interface ChatTool {
  readonly type: string
  readonly function?: unknown
}

export const chatTool: z.ZodType<ChatTool> = z.looseObject({ type: text, function: z.unknown().optional() })
