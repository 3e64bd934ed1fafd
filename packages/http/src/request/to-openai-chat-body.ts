import { toOpenaiChatMessages } from './to-openai-chat-messages.ts'
import type { WireOptions } from './wire-options.ts'
import type { WireRequest } from './wire-request.ts'

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
    messages: toOpenaiChatMessages(request.messages),
    temperature: ask?.temperature ?? options.temperature ?? sampling.temperature,
    top_p: sampling.topP,
    stop: sampling.stop,
    seed: sampling.seed,
    frequency_penalty: sampling.frequencyPenalty,
    presence_penalty: sampling.presencePenalty,
    n: sampling.choices,
    reasoning_effort: sampling.reasoningEffort,
    verbosity: sampling.verbosity,
    user: sampling.user,
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
    tools: tools.map(({ name, description, parameters }) => ({
      type: 'function',
      function: { name, description, parameters: parameters ?? { type: 'object', properties: {} } },
    })),
    tool_choice:
      typeof toolChoice === 'object' ? { type: 'function', function: { name: toolChoice.name } } : toolChoice,
    parallel_tool_calls: sampling?.parallelToolCalls,
  }
}

function toFormat({
  schema,
  name = 'reply',
}: {
  readonly schema?: unknown
  readonly name?: string | undefined
}): unknown {
  return schema === undefined
    ? { type: 'json_object' }
    : { type: 'json_schema', json_schema: { name, schema, strict: true } }
}
