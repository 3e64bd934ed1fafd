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
  topLogprobs,
} from './client-field-shapes.ts'

// What is known of OpenAI's responses, as of 2026-11. Unknown fields pass.
// https://platform.openai.com/docs/api-reference/responses/create

export interface ResponsesBody {
  readonly model: string
  readonly input?: Maybe<string | readonly unknown[]>
  readonly instructions?: Maybe<string>
  readonly stream?: Maybe<boolean>
  readonly stream_options?: Maybe<AnyObject>
  readonly temperature?: Maybe<number>
  readonly top_p?: Maybe<number>
  readonly top_logprobs?: Maybe<number>
  readonly max_output_tokens?: Maybe<number>
  readonly tools?: Maybe<readonly unknown[]>
  readonly tool_choice?: Maybe<string | AnyObject>
  readonly parallel_tool_calls?: Maybe<boolean>
  readonly text?: Maybe<{ readonly format?: Maybe<ResponsesFormat>; readonly verbosity?: Maybe<string> }>
  readonly reasoning?: Maybe<AnyObject & { readonly effort?: Maybe<string> }>
  readonly include?: Maybe<readonly string[]>
  readonly previous_response_id?: Maybe<string>
  readonly conversation?: Maybe<string | AnyObject>
  readonly prompt?: Maybe<AnyObject>
  readonly user?: Maybe<string>
}

export interface ResponsesFormat {
  readonly type: string
  readonly name?: Maybe<string>
  readonly description?: Maybe<string>
  readonly schema?: Maybe<AnyObject>
  readonly strict?: Maybe<boolean>
}

const stringOrObject = z.union([z.string(), z.looseObject({})], { error: 'a string or an object' })

export const responsesBody: z.ZodType<ResponsesBody> = z.looseObject({
  model: modelName,
  input: content.nullish(),
  instructions: text.nullish(),
  stream: flag.nullish(),
  stream_options: anyObject.nullish(),
  temperature: temperature.nullish(),
  top_p: share.nullish(),
  top_logprobs: topLogprobs.nullish(),
  max_output_tokens: tokenLimit.nullish(),
  max_tool_calls: tokenLimit.nullish(),
  tools: anyList.nullish(),
  tool_choice: stringOrObject.nullish(),
  parallel_tool_calls: flag.nullish(),
  text: z
    .looseObject({
      format: z
        .looseObject({
          type: text,
          name: text.nullish(),
          description: text.nullish(),
          schema: anyObject.nullish(),
          strict: flag.nullish(),
        })
        .nullish(),
      verbosity: text.nullish(),
    })
    .nullish(),
  reasoning: z.looseObject({ effort: text.nullish(), summary: text.nullish() }).nullish(),
  include: texts.nullish(),
  previous_response_id: text.nullish(),
  conversation: stringOrObject.nullish(),
  prompt: anyObject.nullish(),
  background: flag.nullish(),
  store: flag.nullish(),
  metadata: anyObject.nullish(),
  service_tier: text.nullish(),
  truncation: text.nullish(),
  user: text.nullish(),
  prompt_cache_key: text.nullish(),
  safety_identifier: text.nullish(),
})

export interface ResponsesItem extends AnyObject {
  readonly type?: Maybe<string>
  readonly role?: Maybe<'system' | 'developer' | 'user' | 'assistant'>
  readonly content?: Maybe<string | readonly unknown[]>
  readonly call_id?: Maybe<string>
  readonly name?: Maybe<string>
  readonly arguments?: Maybe<string>
  readonly output?: unknown
}

export const responsesItem: z.ZodType<ResponsesItem> = z.looseObject({
  type: text.nullish(),
  role: z.enum(['system', 'developer', 'user', 'assistant']).nullish(),
  content: content.nullish(),
  call_id: text.nullish(),
  name: text.nullish(),
  arguments: text.nullish(),
  output: z.unknown().optional(),
})

export interface ResponsesPart {
  readonly type: string
  readonly text?: Maybe<string>
  readonly refusal?: Maybe<string>
  readonly image_url?: Maybe<string>
  readonly detail?: Maybe<string>
  readonly file_id?: Maybe<string>
  readonly file_url?: Maybe<string>
  readonly file_data?: Maybe<string>
  readonly filename?: Maybe<string>
  readonly input_audio?: Maybe<{ readonly data: string; readonly format: string }>
}

export const responsesPart: z.ZodType<ResponsesPart> = z.looseObject({
  type: text,
  text: text.nullish(),
  refusal: text.nullish(),
  image_url: text.nullish(),
  detail: text.nullish(),
  file_id: text.nullish(),
  file_url: text.nullish(),
  file_data: text.nullish(),
  filename: text.nullish(),
  input_audio: z.looseObject({ data: text, format: text }).nullish(),
})

export interface ResponsesTool {
  readonly type: string
}

export const responsesTool: z.ZodType<ResponsesTool> = z.looseObject({ type: text })
