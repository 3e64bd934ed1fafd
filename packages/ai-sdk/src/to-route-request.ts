import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4ToolResultOutput,
} from '@ai-sdk/provider'
import type { LastTurn, RouteMessage, RoutePart, RouteRequest } from '@signalbox/core'
import { callOptionsOf } from './provider-options.ts'
import { filesOfOutput, type PromptFile } from './prompt-files.ts'

/** A call of the host's, as far as routing needs to see it. */
export function toRouteRequest(
  options: LanguageModelV4CallOptions,
  facts: Pick<RouteRequest, 'model' | 'unfit'> & { readonly lastTurn: LastTurn | undefined },
): RouteRequest {
  const { tools, toolChoice, responseFormat } = options
  const { requestId, task, tenant, tags, session, shadow } = callOptionsOf(options.providerOptions)
  return {
    ...facts,
    id: requestId,
    task,
    tenant,
    tags,
    session,
    shadow,
    messages: options.prompt.map(toMessage),
    tools: tools?.map((tool) =>
      tool.type === 'function'
        ? { name: tool.name, description: tool.description, parameters: tool.inputSchema as Record<string, unknown> }
        : { name: tool.name },
    ),
    toolChoice: toolChoice?.type === 'tool' ? { name: toolChoice.toolName } : toolChoice?.type,
    responseFormat:
      responseFormat?.type === 'json'
        ? {
            type: 'json',
            schema: responseFormat.schema as Record<string, unknown> | undefined,
            name: responseFormat.name,
          }
        : undefined,
    maxOutputTokens: options.maxOutputTokens,
  }
}

function toMessage(message: LanguageModelV4Message): RouteMessage {
  if (message.role === 'system') return { role: 'system', content: message.content }
  return { role: message.role, content: message.content.flatMap(toPart) }
}

type Part = Exclude<LanguageModelV4Message, { role: 'system' }>['content'][number]

function toPart(part: Part): RoutePart[] {
  switch (part.type) {
    case 'text':
      return [{ type: 'text', text: part.text }]
    case 'file':
      return [toMedia(part)]
    case 'tool-call':
      return [{ type: 'tool-call', id: part.toolCallId, name: part.toolName, argumentsJson: toJson(part.input) }]
    case 'tool-result':
      return [
        { type: 'tool-result', id: part.toolCallId, text: outputText(part.output) },
        ...filesOfOutput(part.output).map(toMedia),
      ]
    default:
      // Reasoning, approvals and kinds yet to come say nothing to a router.
      return []
  }
}

function toMedia({ mediaType, data }: PromptFile): RoutePart {
  if (data.type === 'text') return { type: 'text', text: data.text }
  const kind = mediaType.split('/')[0]?.toLowerCase()
  const modality = kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file'
  return { type: 'media', modality, mediaType }
}

function outputText(output: LanguageModelV4ToolResultOutput): string {
  switch (output.type) {
    case 'text':
    case 'error-text':
      return output.value
    case 'execution-denied':
      return output.reason ?? ''
    case 'content':
      return output.value.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
    default:
      return toJson(output.value)
  }
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return ''
  }
}
