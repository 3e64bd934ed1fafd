import { toOpenaiResponsesInput } from './to-openai-responses-input.ts'
import type { WireOptions } from './wire-options.ts'
import { isStrictSchema } from './is-strict-schema.ts'
import { isStrictTool, toToolSchema } from './tool-schema.ts'
import type { WireFormat, WireRequest } from './wire-request.ts'

/** An OpenAI responses body of a neutral request. Nothing is kept at the provider unless the client says so: the whole conversation goes with every call. A field that is undefined is not written. */
export function toOpenaiResponsesBody(request: WireRequest, options: WireOptions): Record<string, unknown> {
  const { ask, maxOutputTokens, model, stream } = options
  const base = { model, store: false, max_output_tokens: maxOutputTokens, ...(stream && { stream: true }) }
  if (ask?.kind === 'judge') return { ...base, instructions: ask.system, input: ask.prompt }
  const { sampling = {} } = request
  return {
    ...base,
    input: toOpenaiResponsesInput(request.messages),
    temperature: ask?.temperature ?? options.temperature ?? sampling.temperature,
    top_p: sampling.topP,
    reasoning: sampling.reasoningEffort === undefined ? undefined : { effort: sampling.reasoningEffort },
    user: sampling.user,
    ...sampling.openai,
    ...toolsOf(request),
    text: toText(request),
    ...((request.logprobs === true || options.wantsLogprobs === true) && {
      include: ['message.output_text.logprobs'],
      top_logprobs: sampling.topLogprobs,
    }),
  }
}

function toolsOf({ tools = [], toolChoice, sampling }: WireRequest): Record<string, unknown> {
  if (tools.length === 0) return {}
  return {
    tools: tools.map((tool) => ({
      type: 'function',
      name: tool.name,
      description: tool.description,
      parameters: toToolSchema(tool),
      // Its own default is true.
      strict: isStrictTool(tool),
    })),
    tool_choice: typeof toolChoice === 'object' ? { type: 'function', name: toolChoice.name } : toolChoice,
    parallel_tool_calls: sampling?.parallelToolCalls,
  }
}

function toText({ responseFormat, sampling }: WireRequest): unknown {
  const format = responseFormat?.type === 'json' ? toFormat(responseFormat) : undefined
  const verbosity = sampling?.verbosity
  return format === undefined && verbosity === undefined ? undefined : { format, verbosity }
}

function toFormat({ schema, name = 'reply', description, strict }: Extract<WireFormat, { type: 'json' }>): unknown {
  if (schema === undefined) return { type: 'json_object' }
  return { type: 'json_schema', name, description, schema, strict: strict ?? isStrictSchema(schema) }
}
