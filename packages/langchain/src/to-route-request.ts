import { isAIMessage, isToolMessage, type BaseMessage } from '@langchain/core/messages'
import type { BindToolsInput } from '@langchain/core/language_models/chat_models'
import type { LastTurn, RouteMessage, RoutePart, RouteRequest, RouteTool } from '@signalbox/core'
import type { SignalboxCallOptions } from './signalbox-call-options.ts'
import { jsonSchemaOf } from './json-schema-of.ts'
import type { StructuredFormat } from './structured-format.ts'
import type { CallOptions } from './unwrap-model.ts'

/** What a request is made of beside its messages. */
export interface RequestFacts {
  readonly hints: SignalboxCallOptions
  readonly model: string
  readonly options: CallOptions
  readonly tools: readonly BindToolsInput[] | undefined
  readonly format: StructuredFormat | undefined
  /** Targets held to the format otherwise than natively. */
  readonly formatBy: RouteRequest['formatBy']
  readonly unfit: Readonly<Record<string, string>> | undefined
  readonly lastTurn: LastTurn | undefined
}

/** A call of LangChain's, as far as routing needs to see it. */
export function toRouteRequest(messages: readonly BaseMessage[], facts: RequestFacts): RouteRequest {
  const { hints, options, tools, format } = facts
  return {
    id: hints.requestId,
    model: hints.model ?? facts.model,
    task: hints.task,
    tenant: hints.tenant,
    tags: hints.tags,
    session: hints.session,
    shadow: hints.shadow,
    unfit: facts.unfit,
    lastTurn: facts.lastTurn,
    messages: messages.map(toMessage),
    tools: tools?.map(describeTool),
    toolChoice: toToolChoice(options['tool_choice']),
    formatBy: facts.formatBy,
    responseFormat: toResponseFormat(format, options['response_format']),
  }
}

function toMessage(message: BaseMessage): RouteMessage {
  const type = message.getType()
  const role =
    type === 'ai'
      ? 'assistant'
      : type === 'tool' || type === 'function'
        ? 'tool'
        : type === 'system' || type === 'developer'
          ? 'system'
          : 'user'
  const { content } = message
  const calls = isAIMessage(message) ? (message.tool_calls ?? []) : []
  if (isToolMessage(message)) {
    const parts = typeof content === 'string' ? [] : content.flatMap(toPart)
    const media = parts.filter((part) => part.type === 'media')
    return { role, content: [{ type: 'tool-result', id: message.tool_call_id, text: message.text }, ...media] }
  }
  if (typeof content === 'string' && calls.length === 0) return { role, content }
  const parts = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content.flatMap(toPart)
  return {
    role,
    content: [
      ...parts,
      ...calls.map(({ id, name, args }): RoutePart => ({
        type: 'tool-call',
        id: id ?? '',
        name,
        argumentsJson: JSON.stringify(args),
      })),
    ],
  }
}

interface Block {
  readonly type?: string
  readonly text?: unknown
  readonly mimeType?: unknown
  readonly mime_type?: unknown
  readonly media_type?: unknown
  readonly content?: unknown
  readonly [place: string]: unknown
}

/** Where formats without a type, or with one that does not say it, keep what they carry. */
const places = [
  'source',
  'image_url',
  'video_url',
  'input_audio',
  'file',
  'inlineData',
  'fileData',
  'image',
  'video',
  'document',
]

/** Blocks of all formats that meet in LangChain: its own of both versions, OpenAI's, Anthropic's, Google's. */
function toPart(given: unknown): RoutePart[] {
  if (typeof given === 'string') return [{ type: 'text', text: given }]
  const block = given as Block
  const mediaType = mediaTypeOf(block)
  switch (block.type) {
    case 'text':
    case 'text-plain':
    case 'input_text':
      return typeof block.text === 'string' ? [{ type: 'text', text: block.text }] : []
    case 'image':
    case 'image_url':
    case 'input_image':
      return [{ type: 'media', modality: 'image', mediaType }]
    case 'audio':
    case 'input_audio':
      return [{ type: 'media', modality: 'audio', mediaType }]
    case 'video':
    case 'video_url':
      return [{ type: 'media', modality: 'video', mediaType }]
    case 'file':
    case 'input_file':
    case 'document':
    case 'media':
      return [{ type: 'media', modality: modalityOf(mediaType), mediaType }]
    case 'tool_result':
      return Array.isArray(block.content) ? block.content.flatMap(toPart) : []
    case undefined:
      return toUntypedPart(block, mediaType)
    default:
      // Reasoning, calls and kinds yet to come say nothing to a router.
      return []
  }
}

/** Bedrock's and Google's: the name of the field is the type. */
function toUntypedPart(block: Block, mediaType: string | undefined): RoutePart[] {
  if (typeof block.text === 'string') return [{ type: 'text', text: block.text }]
  if ('image' in block) return [{ type: 'media', modality: 'image', mediaType }]
  if ('video' in block) return [{ type: 'media', modality: 'video', mediaType }]
  if ('document' in block || 'inlineData' in block || 'fileData' in block)
    return [{ type: 'media', modality: modalityOf(mediaType), mediaType }]
  return []
}

function mediaTypeOf(block: Block): string | undefined {
  for (const one of [block, ...places.map((name) => block[name])]) {
    if (typeof one === 'string') {
      const told = /^data:([\w.+-]+\/[\w.+-]+)[;,]/.exec(one)?.[1]
      if (told !== undefined) return told
      continue
    }
    if (typeof one !== 'object' || one === null) continue
    const { mimeType, mime_type, media_type, url, file_data } = one as Block
    const named = [mimeType, mime_type, media_type].find((name) => typeof name === 'string')
    if (named !== undefined) return named
    for (const data of [url, file_data]) {
      const told = typeof data === 'string' ? /^data:([\w.+-]+\/[\w.+-]+)[;,]/.exec(data)?.[1] : undefined
      if (told !== undefined) return told
    }
  }
  return undefined
}

function modalityOf(mediaType: string | undefined): 'image' | 'audio' | 'video' | 'file' {
  const kind = mediaType?.split('/')[0]
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file'
}

const described = new WeakMap<object, RouteTool>()

/** Name and schema of a tool in any form; told once for each, since the same tools come at every step. */
function describeTool(tool: BindToolsInput): RouteTool {
  const known = described.get(tool)
  if (known !== undefined) return known
  const {
    name,
    type,
    description,
    schema,
    parameters,
    input_schema,
    function: inner,
  } = tool as Record<string, unknown> & {
    readonly function?: Record<string, unknown>
  }
  const given = schema ?? parameters ?? input_schema ?? inner?.['parameters']
  const told: RouteTool = {
    name: [name, inner?.['name'], type].find((one) => typeof one === 'string') ?? 'tool',
    description: [description, inner?.['description']].find((one) => typeof one === 'string'),
    parameters: typeof given === 'object' && given !== null ? jsonSchemaOf(given) : undefined,
  }
  described.set(tool, told)
  return told
}

function toToolChoice(choice: unknown): RouteRequest['toolChoice'] {
  if (choice === undefined || choice === null) return undefined
  if (choice === 'auto' || choice === 'none' || choice === 'required') return choice
  if (choice === 'any') return 'required'
  if (typeof choice === 'string') return { name: choice }
  const { name, type, function: inner } = choice as { name?: unknown; type?: unknown; function?: { name?: unknown } }
  const named = name ?? inner?.name
  if (typeof named === 'string') return { name: named }
  return type === 'auto' || type === 'none' ? type : 'required'
}

function toResponseFormat(format: StructuredFormat | undefined, option: unknown): RouteRequest['responseFormat'] {
  if (format !== undefined) return { type: 'json', schema: format.schema, name: format.name }
  const { type, json_schema: given } = (option ?? {}) as {
    readonly type?: string
    readonly json_schema?: { readonly schema?: unknown; readonly name?: string }
  }
  if (type === 'json_object') return { type: 'json' }
  if (type !== 'json_schema' || given?.schema === undefined) return undefined
  return { type: 'json', schema: jsonSchemaOf(given.schema), name: given.name }
}
