import type { RouteMessage, RouteRequest } from '@signalbox/core'
import type { WireOptions } from './wire-options.ts'

/** An OpenAI chat completions body of a neutral request. */
export function toOpenaiChatBody(request: RouteRequest, options: WireOptions): Record<string, unknown> {
  const { ask, maxOutputTokens, model, stream } = options
  const limit =
    maxOutputTokens === undefined
      ? {}
      : { [options.usesMaxCompletionTokens === true ? 'max_completion_tokens' : 'max_tokens']: maxOutputTokens }
  const base = { model, ...limit, ...(stream && { stream: true, stream_options: { include_usage: true } }) }
  if (ask?.kind === 'judge') {
    const system = ask.system === undefined ? [] : [{ role: 'system', content: ask.system }]
    return { ...base, messages: [...system, { role: 'user', content: ask.prompt }] }
  }
  const temperature = ask?.temperature ?? options.temperature
  return {
    ...base,
    messages: request.messages.flatMap(toMessages),
    ...(temperature !== undefined && { temperature }),
    ...(request.tools?.length && {
      tools: request.tools.map(({ name, description, parameters }) => ({
        type: 'function',
        function: { name, description, parameters: parameters ?? { type: 'object', properties: {} } },
      })),
    }),
    ...(request.toolChoice !== undefined &&
      request.tools?.length && {
        tool_choice:
          typeof request.toolChoice === 'string'
            ? request.toolChoice
            : { type: 'function', function: { name: request.toolChoice.name } },
      }),
    ...(request.responseFormat?.type === 'json' && {
      response_format:
        request.responseFormat.schema === undefined
          ? { type: 'json_object' }
          : {
              type: 'json_schema',
              json_schema: {
                name: request.responseFormat.name ?? 'reply',
                schema: request.responseFormat.schema,
                strict: true,
              },
            },
    }),
    ...((request.logprobs === true || options.wantsLogprobs === true) && { logprobs: true }),
  }
}

/** One neutral message may be several on the wire: each tool result is one of its own. */
function toMessages({ role, content }: RouteMessage): readonly unknown[] {
  if (typeof content === 'string') return [{ role, content }]
  const results = content
    .filter((part) => part.type === 'tool-result')
    .map(({ id, text }) => ({ role: 'tool', tool_call_id: id, content: text }))
  const text = content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
  const calls = content.filter((part) => part.type === 'tool-call')
  if (calls.length > 0) {
    const toolCalls = calls.map(({ id, name, argumentsJson }) => ({
      id,
      type: 'function',
      function: { name, arguments: argumentsJson },
    }))
    return [{ role: 'assistant', content: text === '' ? null : text, tool_calls: toolCalls }, ...results]
  }
  return text === '' && results.length > 0 ? results : [{ role, content: text }, ...results]
}
