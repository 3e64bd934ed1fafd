import type { RouteMessage, RouteRequest } from '@signalbox/core'
import type { WireOptions } from './wire-options.ts'

/** The dialect needs a limit; this one is set where nobody gave one. */
const defaultMaxTokens = 4_096

/** An Anthropic messages body of a neutral request. */
export function toAnthropicBody(request: RouteRequest, options: WireOptions): Record<string, unknown> {
  const { ask, maxOutputTokens = defaultMaxTokens, model, stream } = options
  const base = { model, max_tokens: maxOutputTokens, ...(stream && { stream: true }) }
  if (ask?.kind === 'judge')
    return {
      ...base,
      ...(ask.system !== undefined && { system: ask.system }),
      messages: [{ role: 'user', content: ask.prompt }],
    }
  const system = request.messages.filter(({ role }) => role === 'system').map(({ content }) => textOf(content))
  const temperature = ask?.temperature ?? options.temperature
  return {
    ...base,
    ...(system.length > 0 && { system: system.join('\n\n') }),
    messages: request.messages.filter(({ role }) => role !== 'system').map(toMessage),
    ...(temperature !== undefined && { temperature }),
    ...(request.tools?.length &&
      request.toolChoice !== 'none' && {
        tools: request.tools.map(({ name, description, parameters }) => ({
          name,
          description,
          input_schema: parameters ?? { type: 'object', properties: {} },
        })),
        ...(request.toolChoice !== undefined && { tool_choice: toToolChoice(request.toolChoice) }),
      }),
    ...(request.responseFormat?.type === 'json' &&
      request.responseFormat.schema !== undefined && {
        output_config: { format: { type: 'json_schema', schema: request.responseFormat.schema } },
      }),
  }
}

function toToolChoice(choice: Exclude<RouteRequest['toolChoice'], undefined>): unknown {
  if (typeof choice !== 'string') return { type: 'tool', name: choice.name }
  return { type: choice === 'required' ? 'any' : 'auto' }
}

function toMessage({ role, content }: RouteMessage): unknown {
  const side = role === 'assistant' ? 'assistant' : 'user'
  if (typeof content === 'string') return { role: side, content }
  return {
    role: side,
    content: content.flatMap((part): unknown[] => {
      switch (part.type) {
        case 'text':
          return part.text === '' ? [] : [{ type: 'text', text: part.text }]
        case 'tool-call':
          return [{ type: 'tool_use', id: part.id, name: part.name, input: parseOr(part.argumentsJson) }]
        case 'tool-result':
          return [{ type: 'tool_result', tool_use_id: part.id, content: part.text }]
        case 'media':
          return []
      }
    }),
  }
}

function textOf(content: RouteMessage['content']): string {
  return typeof content === 'string'
    ? content
    : content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
