import { toOpenaiSeed } from './openai-seed.ts'
import { toOpenaiChatMessages } from './to-openai-chat-messages.ts'
import type { WireOptions } from './wire-options.ts'
import { isStrictSchema } from './is-strict-schema.ts'
import { isStrictTool, toToolSchema } from './tool-schema.ts'
import type { WireFormat, WireRequest } from './wire-request.ts'

/** An OpenAI chat completions body of a neutral request. A field that is undefined is not written. */
export function toOpenaiChatBody(request: WireRequest, options: WireOptions): Record<string, unknown> {
  const { ask, maxOutputTokens, model, stream } = options
  const base = {
    model,
    [options.usesMaxCompletionTokens === true ? 'max_completion_tokens' : 'max_tokens']: maxOutputTokens,
    ...(stream && { stream: true, stream_options: { include_usage: true } }),
  }
  if (ask?.kind === 'judge') {
    const system = ask.system === undefined ? [] : [{ role: 'system', content: ask.system }]
    return { ...base, messages: [...system, { role: 'user', content: ask.prompt }] }
  }
  const { sampling = {}, responseFormat } = request
  return {
    ...base,
    messages: toOpenaiChatMessages(request.messages, options),
    temperature: ask?.temperature ?? options.temperature ?? sampling.temperature,
    top_p: sampling.topP,
    stop: sampling.stop,
    seed: toOpenaiSeed(sampling.seed),
    frequency_penalty: sampling.frequencyPenalty,
    presence_penalty: sampling.presencePenalty,
    n: sampling.choices,
    reasoning_effort: sampling.reasoningEffort,
    verbosity: sampling.verbosity,
    user: sampling.user,
    ...sampling.openai,
    ...toolsOf(request),
    response_format: responseFormat?.type === 'json' ? toFormat(responseFormat) : undefined,
    ...((request.logprobs === true || options.wantsLogprobs === true) && {
      logprobs: true,
      top_logprobs: sampling.topLogprobs,
    }),
  }
}

function toolsOf({ tools = [], toolChoice, sampling }: WireRequest): Record<string, unknown> {
  if (tools.length === 0) return {}
  return {
    tools: tools.map((tool) => ({
      type: 'function',
      function: {
        name: tool.name,
        description: tool.description,
        parameters: toToolSchema(tool),
        strict: isStrictTool(tool) || undefined,
      },
    })),
    tool_choice:
      typeof toolChoice === 'object' ? { type: 'function', function: { name: toolChoice.name } } : toolChoice,
    parallel_tool_calls: sampling?.parallelToolCalls,
  }
}

function toFormat({ schema, name = 'reply', description, strict }: Extract<WireFormat, { type: 'json' }>): unknown {
  if (schema === undefined) return { type: 'json_object' }
  return {
    type: 'json_schema',
    json_schema: { name, description, schema, strict: strict ?? isStrictSchema(schema) },
  }
}
