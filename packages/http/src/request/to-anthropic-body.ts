import { anthropicEfforts, maxAnthropicTemperature, toAnthropicMaxTokens } from './anthropic-limits.ts'
import { splitContent, textOf } from './split-content.ts'
import { toAnthropicMessages } from './to-anthropic-messages.ts'
import { isBlank } from './says-nothing.ts'
import { isStrictTool, toToolSchema } from './tool-schema.ts'
import type { WireOptions } from './wire-options.ts'
import type { WireRequest } from './wire-request.ts'

/** An Anthropic messages body of a neutral request. A field that is undefined is not written. */
export function toAnthropicBody(request: WireRequest, options: WireOptions): Record<string, unknown> {
  const { ask, model, stream } = options
  const base = { model, max_tokens: toAnthropicMaxTokens(options), ...(stream && { stream: true }) }
  if (ask?.kind === 'judge') return { ...base, system: ask.system, messages: [{ role: 'user', content: ask.prompt }] }
  const { messages, sampling = {} } = request
  const system = messages
    .filter(({ role }) => role === 'system')
    .map(({ content }) => textOf(splitContent(content).said))
    .filter((text) => !isBlank(text))
    .join('\n\n')
  const turns = toAnthropicMessages(messages)
  // Instructions alone are a request elsewhere; here somebody has to say something.
  const isAlone = turns.length === 0
  const temperature = ask?.temperature ?? options.temperature ?? sampling.temperature
  const budget = sampling.reasoningBudgetTokens
  return {
    ...base,
    system: isAlone || system === '' ? undefined : system,
    messages: isAlone && system !== '' ? [{ role: 'user', content: system }] : turns,
    temperature: temperature === undefined ? undefined : Math.min(temperature, maxAnthropicTemperature),
    top_p: sampling.topP,
    top_k: sampling.topK,
    stop_sequences: sampling.stop,
    thinking: budget === undefined ? undefined : { type: 'enabled', budget_tokens: budget },
    metadata: sampling.user === undefined ? undefined : { user_id: sampling.user },
    ...toolsOf(request),
    output_config: toOutputConfig(request),
  }
}

function toolsOf({ tools = [], toolChoice, sampling }: WireRequest): Record<string, unknown> {
  if (tools.length === 0) return {}
  return {
    tools: tools.map((tool) => ({
      name: tool.name,
      description: tool.description,
      input_schema: toToolSchema(tool),
      strict: isStrictTool(tool) || undefined,
    })),
    tool_choice: toToolChoice(toolChoice, sampling?.parallelToolCalls),
  }
}

function toToolChoice(choice: WireRequest['toolChoice'], isParallel: boolean | undefined): unknown {
  if (choice === 'none') return { type: 'none' }
  const parallel = isParallel === undefined ? {} : { disable_parallel_tool_use: !isParallel }
  if (typeof choice === 'object') return { type: 'tool', name: choice.name, ...parallel }
  if (choice === undefined && isParallel === undefined) return undefined
  return { type: choice === 'required' ? 'any' : 'auto', ...parallel }
}

function toOutputConfig({ responseFormat, sampling }: WireRequest): unknown {
  const schema = responseFormat?.type === 'json' ? responseFormat.schema : undefined
  const format = schema === undefined ? undefined : { type: 'json_schema', schema }
  const given = sampling?.reasoningEffort
  const effort = given !== undefined && anthropicEfforts.has(given) ? given : undefined
  return format === undefined && effort === undefined ? undefined : { format, effort }
}
