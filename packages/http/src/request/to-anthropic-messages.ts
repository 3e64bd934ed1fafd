import { anthropicFileTypes, maxAnthropicName } from './anthropic-limits.ts'
import { fitCalls } from './fit-calls.ts'
import { isBlank } from './says-nothing.ts'
import { type MediaPart, splitContent, type ToolResultPart } from './split-content.ts'
import type { WireMessage } from './wire-request.ts'

type Side = 'user' | 'assistant'

/** A conversation in Anthropic's messages, system turns apart. Turns of one side are one message: all results of a turn's calls have to come together. */
export function toAnthropicMessages(messages: readonly WireMessage[]): readonly unknown[] {
  const turns: { role: Side; content: unknown[] }[] = []
  for (const { role, content } of fitCalls(messages, { maxIdLength: 64, maxNameLength: maxAnthropicName })) {
    if (role === 'system') continue
    const side = role === 'assistant' ? 'assistant' : 'user'
    const blocks = toBlocks(content, side)
    const last = turns.at(-1)
    if (last?.role === side) last.content.push(...blocks)
    else if (blocks.length > 0) turns.push({ role: side, content: blocks })
  }
  return turns
}

function toBlocks(content: WireMessage['content'], side: Side): unknown[] {
  const { results, said, calls } = splitContent(content)
  return [
    // Results are refused anywhere but in front.
    ...results.map(({ result, media }) => toResult(result, media)),
    ...said.flatMap((part): readonly unknown[] => {
      if (part.type === 'text') return toText(part.text)
      return side === 'user' ? toMedia(part) : []
    }),
    ...calls.map(({ id, name, argumentsJson }) => ({ type: 'tool_use', id, name, input: toInput(argumentsJson) })),
  ]
}

function toResult({ id, text, isError }: ToolResultPart, media: readonly MediaPart[]): unknown {
  return {
    type: 'tool_result',
    tool_use_id: id,
    content: media.length === 0 ? text : [...toText(text), ...media.flatMap(toMedia)],
    ...(isError === true && { is_error: true }),
  }
}

/** A block of white space is refused. */
function toText(text: string): readonly unknown[] {
  return isBlank(text) ? [] : [{ type: 'text', text }]
}

function toMedia({ modality, source, fileName }: MediaPart): readonly unknown[] {
  if (source === undefined) return []
  if (modality === 'image')
    return [
      {
        type: 'image',
        source:
          source.kind === 'url'
            ? { type: 'url', url: source.url }
            : { type: 'base64', media_type: toImageType(source.mediaType), data: source.data },
      },
    ]
  if (modality !== 'file') return []
  const title = fileName === undefined ? {} : { title: fileName }
  if (source.kind === 'url') return [{ type: 'document', source: { type: 'url', url: source.url }, ...title }]
  const { mediaType, data } = source
  if (!anthropicFileTypes.has(mediaType)) return []
  return [
    {
      type: 'document',
      source:
        mediaType === 'text/plain'
          ? { type: 'text', media_type: mediaType, data: toUtf8(data) }
          : { type: 'base64', media_type: mediaType, data },
      ...title,
    },
  ]
}

/** Many say `image/jpg`, which is no media type. */
function toImageType(mediaType: string): string {
  return mediaType === 'image/jpg' ? 'image/jpeg' : mediaType
}

/** Arguments that a model has written badly are none: the wire takes an object only. */
function toInput(argumentsJson: string): unknown {
  try {
    const value: unknown = JSON.parse(argumentsJson)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  } catch {
    return {}
  }
}

function toUtf8(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
}
