import type { RouteMessage, RouteRequest } from '@signalbox/core'
import type { WireOptions } from './wire-options.ts'

/** An OpenAI responses body of a neutral request. Nothing is kept at the provider: the whole conversation goes with every call. */
export function toOpenaiResponsesBody(request: RouteRequest, options: WireOptions): Record<string, unknown> {
  const { ask, maxOutputTokens, model, stream } = options
  const base = {
    model,
    store: false,
    ...(maxOutputTokens !== undefined && { max_output_tokens: maxOutputTokens }),
    ...(stream && { stream: true }),
  }
  if (ask?.kind === 'judge')
    return { ...base, ...(ask.system !== undefined && { instructions: ask.system }), input: ask.prompt }
  const temperature = ask?.temperature ?? options.temperature
  const { tools = [], toolChoice, responseFormat } = request
  return {
    ...base,
    input: request.messages.flatMap(toItems),
    ...(temperature !== undefined && { temperature }),
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, parameters }) => ({
        type: 'function',
        name,
        description,
        parameters: parameters ?? { type: 'object', properties: {} },
        strict: false,
      })),
    }),
    ...(toolChoice !== undefined &&
      tools.length > 0 && {
        tool_choice: typeof toolChoice === 'string' ? toolChoice : { type: 'function', name: toolChoice.name },
      }),
    ...(responseFormat?.type === 'json' && {
      text: {
        format:
          responseFormat.schema === undefined
            ? { type: 'json_object' }
            : {
                type: 'json_schema',
                name: responseFormat.name ?? 'reply',
                schema: responseFormat.schema,
                strict: true,
              },
      },
    }),
    ...((request.logprobs === true || options.wantsLogprobs === true) && {
      include: ['message.output_text.logprobs'],
    }),
  }
}

/** One neutral message may be several items: text, each call, each result. */
function toItems({ role, content }: RouteMessage): readonly unknown[] {
  if (typeof content === 'string') return [{ role, content }]
  const text = content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
  const others = content.flatMap((part): unknown[] => {
    if (part.type === 'tool-call')
      return [{ type: 'function_call', call_id: part.id, name: part.name, arguments: part.argumentsJson }]
    return part.type === 'tool-result' ? [{ type: 'function_call_output', call_id: part.id, output: part.text }] : []
  })
  return text === '' && others.length > 0
    ? others
    : [{ role: role === 'tool' ? 'user' : role, content: text }, ...others]
}
