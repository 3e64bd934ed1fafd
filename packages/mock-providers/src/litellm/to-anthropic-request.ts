import type { Json } from './litellm-vendor.ts'

const defaultMaxTokens = 4096

/** A chat completion as LiteLLM asks Anthropic for it. */
export function toAnthropicRequest(body: Json): Json {
  const {
    messages = [],
    tools,
    max_tokens,
    max_completion_tokens,
    stream_options: _,
    tool_choice,
    ...rest
  } = body as { readonly messages?: readonly ChatMessage[]; readonly tools?: readonly ChatTool[] } & Json
  const system = messages.filter(({ role }) => role === 'system' || role === 'developer')
  return {
    ...rest,
    max_tokens: max_completion_tokens ?? max_tokens ?? defaultMaxTokens,
    messages: messages.filter((message) => !system.includes(message)).map(toMessage),
    ...(system.length > 0 && { system: system.flatMap(({ content }) => toParts(content)) }),
    ...(tools !== undefined && {
      tools: tools.map(({ function: { name, description, parameters } }) => ({
        name,
        input_schema: parameters,
        type: 'custom',
        ...(description !== undefined && { description }),
      })),
    }),
    ...(tool_choice !== undefined && { tool_choice: { type: tool_choice === 'required' ? 'any' : 'auto' } }),
  }
}

interface ChatMessage {
  readonly role: string
  readonly content?: unknown
  readonly tool_call_id?: string | undefined
  readonly tool_calls?: readonly {
    readonly id: string
    readonly function: { readonly name: string; readonly arguments: string }
  }[]
}

interface ChatTool {
  readonly function: {
    readonly name: string
    readonly description?: string | undefined
    readonly parameters?: unknown
  }
}

function toMessage({ role, content, tool_call_id, tool_calls = [] }: ChatMessage): Json {
  if (role === 'tool') return { role: 'user', content: [{ type: 'tool_result', tool_use_id: tool_call_id, content }] }
  return {
    role,
    content: [
      ...toParts(content),
      ...tool_calls.map((call) => ({
        type: 'tool_use',
        id: call.id,
        name: call.function.name,
        input: JSON.parse(call.function.arguments || '{}') as unknown,
      })),
    ],
  }
}

function toParts(content: unknown): readonly unknown[] {
  if (Array.isArray(content)) return content as unknown[]
  return typeof content === 'string' && content !== '' ? [{ type: 'text', text: content }] : []
}
