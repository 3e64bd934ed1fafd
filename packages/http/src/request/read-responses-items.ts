import { type Conversation } from './conversation.ts'
import type { FieldNotes } from './field-notes.ts'
import { noteLaterInstruction } from './later-instruction.ts'
import { noteDetail, noteMedia, toMediaSource } from './media-part.ts'
import { toAudioPart, toFileSource } from './openai-media.ts'
import { type ResponsesItem, responsesItem, type ResponsesPart, responsesPart } from './openai-responses-schema.ts'
import { readShape, required, wrongType } from './read-shape.ts'
import { isUnsigned } from './signed-thinking.ts'
import type { WirePart } from './wire-request.ts'

/** The items of OpenAI's responses. @throws BadRequest */
export function readResponsesItems(items: readonly unknown[], conversation: Conversation, notes: FieldNotes): void {
  const { add } = conversation
  for (const [index, value] of items.entries()) {
    const path = `input[${index}]`
    const item = readShape(responsesItem, value, path)
    switch (item.type) {
      case undefined:
      case null:
      case 'message': {
        const role = required(item.role, `${path}.role`)
        const content = required(item.content, `${path}.content`)
        const isInstruction = role === 'developer' || role === 'system'
        if (isInstruction) noteLaterInstruction(notes, conversation, path)
        add(isInstruction ? 'system' : role, readContent(content, `${path}.content`, notes))
        break
      }
      case 'function_call':
        add('assistant', [toCall(item, path)])
        break
      case 'function_call_output':
        add('tool', toResult(item, path, notes))
        break
      case 'reasoning':
        if (isUnsigned(item)) {
          notes.note({ name: path, kind: 'tuning', as: 'reasoning' })
          conversation.think(toThinking(item))
        } else notes.note({ name: path, kind: 'tuning' }, 'reasoning of before')
        break
      default:
        notes.note({ name: `${path}.type`, kind: 'meaning' }, `item of ${item.type}`)
    }
  }
}

/** What an item of this gateway's own tells of its thinking. */
function toThinking({ summary }: ResponsesItem): string {
  const parts: readonly unknown[] = Array.isArray(summary) ? summary : []
  return parts
    .flatMap((part) =>
      typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string' ? [part.text] : [],
    )
    .join('\n')
}

function toCall(item: ResponsesItem, path: string): WirePart {
  return {
    type: 'tool-call',
    id: required(item.call_id, `${path}.call_id`),
    name: required(item.name, `${path}.name`),
    argumentsJson: required(item.arguments, `${path}.arguments`),
  }
}

function toResult({ call_id, output: given }: ResponsesItem, path: string, notes: FieldNotes): readonly WirePart[] {
  const id = required(call_id, `${path}.call_id`)
  const output = required(given, `${path}.output`)
  if (typeof output === 'string') return [{ type: 'tool-result', id, text: output }]
  if (!Array.isArray(output)) throw wrongType(`${path}.output`, 'a string or an array of objects', output)
  const parts = readContent(output, `${path}.output`, notes)
  const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
  return [{ type: 'tool-result', id, text }, ...parts.filter(({ type }) => type === 'media')]
}

function readContent(content: readonly unknown[], path: string, notes: FieldNotes): readonly WirePart[]
function readContent(
  content: string | readonly unknown[],
  path: string,
  notes: FieldNotes,
): string | readonly WirePart[]
function readContent(
  content: string | readonly unknown[],
  path: string,
  notes: FieldNotes,
): string | readonly WirePart[] {
  if (typeof content === 'string') return content
  return content.flatMap((value, index) => {
    const at = `${path}[${index}]`
    return readPart(readShape(responsesPart, value, at), at, notes) ?? []
  })
}

function readPart(part: ResponsesPart, path: string, notes: FieldNotes): WirePart | undefined {
  switch (part.type) {
    case 'input_text':
    case 'output_text':
      return { type: 'text', text: required(part.text, `${path}.text`) }
    case 'refusal':
      return { type: 'text', text: required(part.refusal, `${path}.refusal`) }
    case 'input_image': {
      const { image_url: url, file_id: id } = part
      if (typeof id !== 'string') required(url, `${path}.image_url`)
      const source = typeof url === 'string' ? toMediaSource(url, `${path}.image_url`) : undefined
      const name = `${path}.${source === undefined ? 'file_id' : 'image_url'}`
      noteDetail(notes, part.detail, `${path}.detail`)
      return noteMedia(notes, { modality: 'image', source, detail: part.detail ?? undefined }, name)
    }
    case 'input_file': {
      const { file_url: url, filename, detail } = part
      const source =
        typeof url === 'string'
          ? toMediaSource(url, `${path}.file_url`)
          : toFileSource(part.file_data, `${path}.file_data`)
      const name = source === undefined ? 'file_id' : typeof url === 'string' ? 'file_url' : 'file_data'
      const media = { modality: 'file', source, fileName: filename ?? undefined, detail: detail ?? undefined } as const
      return noteMedia(notes, media, `${path}.${name}`)
    }
    case 'input_audio':
      return toAudioPart(notes, required(part.input_audio, `${path}.input_audio`), `${path}.input_audio`)
    default:
      notes.note({ name: `${path}.type`, kind: 'meaning' }, `part of ${part.type}`)
      return undefined
  }
}
