import type { ClientBody } from './client-body.ts'
import { maxAnthropicTemperature, toAnthropicMaxTokens } from './anthropic-limits.ts'
import { toOpenaiSeed } from './openai-seed.ts'
import type { WireOptions } from './wire-options.ts'

type Json = Readonly<Record<string, unknown>>

/** A client's own body for a target of its dialect: another model, and what counting, limits and gates need. The rest is untouched, unknown fields and the order of keys included. */
export function passBody({ dialect, json }: ClientBody, options: WireOptions): Record<string, unknown> {
  const temperature = options.ask?.kind === 'sample' ? options.ask.temperature : options.temperature
  return {
    ...json,
    model: options.model,
    ...streamOf(json, options),
    ...(temperature !== undefined && { temperature }),
    ...own[dialect](json, options),
  }
}

/** A field that is undefined is not written. */
function streamOf(json: Json, { stream }: WireOptions): Json {
  if (stream) return { stream: true }
  return isGiven(json['stream']) ? { stream: undefined, stream_options: undefined } : {}
}

const own: Readonly<Record<ClientBody['dialect'], (json: Json, options: WireOptions) => Json>> = {
  'openai-chat': (json, { stream, maxOutputTokens, usesMaxCompletionTokens, wantsLogprobs }) => ({
    ...(maxOutputTokens !== undefined &&
      !isGiven(json['max_tokens']) &&
      !isGiven(json['max_completion_tokens']) && {
        [usesMaxCompletionTokens === true ? 'max_completion_tokens' : 'max_tokens']: maxOutputTokens,
      }),
    // Usage is counted in every stream, asked for or not.
    ...(stream && { stream_options: { ...asObject(json['stream_options']), include_usage: true } }),
    ...(typeof json['seed'] === 'number' && { seed: toOpenaiSeed(json['seed']) }),
    ...(wantsLogprobs === true && { logprobs: true }),
  }),
  'openai-responses': (json, { maxOutputTokens, wantsLogprobs }) => ({
    ...(maxOutputTokens !== undefined && !isGiven(json['max_output_tokens']) && { max_output_tokens: maxOutputTokens }),
    ...(wantsLogprobs === true && {
      include: [...new Set([...asList(json['include']), 'message.output_text.logprobs'])],
    }),
  }),
  'anthropic-messages': (json, options) => ({
    ...(!isGiven(json['max_tokens']) && { max_tokens: toAnthropicMaxTokens(options) }),
    ...(options.ask?.kind === 'sample' &&
      options.ask.temperature !== undefined && {
        temperature: Math.min(options.ask.temperature, maxAnthropicTemperature),
      }),
  }),
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}
