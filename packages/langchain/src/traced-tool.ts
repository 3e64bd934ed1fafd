import type { BindToolsInput } from '@langchain/core/language_models/chat_models'
import { convertToOpenAITool } from '@langchain/core/utils/function_calling'

/** A tool as traces and cache keys write it down: name, description, schema. */
export function tracedTool(tool: BindToolsInput): unknown {
  try {
    return 'schema' in tool ? convertToOpenAITool(tool as never) : tool
  } catch {
    const { name, description } = tool as { readonly name?: unknown; readonly description?: unknown }
    return { name, description }
  }
}
