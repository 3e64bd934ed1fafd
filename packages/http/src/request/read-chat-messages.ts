import { createConversation, type Conversation } from './conversation.ts'
import type { FieldNotes } from './field-notes.ts'
import { noteLaterInstruction } from './later-instruction.ts'
import { noteDetail, noteMedia, toMediaSource } from './media-part.ts'
import { noteCacheControl } from './note-cache-control.ts'
import { toAudioPart, toFileSource } from './openai-media.ts'
import { type ChatMessage, chatMessage, type ChatPart, chatPart, chatToolCall } from './openai-chat-schema.ts'
import { readShape, required } from './read-shape.ts'
import { saysNothing } from './says-nothing.ts'
import type { WireMessage, WirePart } from './wire-request.ts'

/** The messages of OpenAI's chat completions. @throws BadRequest */
export function readChatMessages(messages: readonly unknown[], notes: FieldNotes): readonly WireMessage[] {
  const conversation = createConversation()
  for (const [index, message] of messages.entries()) {
    const path = `messages[${index}]`
    readMessage(readShape(chatMessage, message, path), path, conversation, notes)
  }
  const { messages: read } = conversation
  if (saysNothing(read)) notes.note({ name: 'messages', kind: 'meaning', as: 'silence' })
  return read
}

function readMessage(message: ChatMessage, path: string, conversation: Conversation, notes: FieldNotes): void {
  const { add } = conversation
  const { role } = message
  noteCacheControl(notes, message)
  const said = readContent(message.content, `${path}.content`, notes)
  if (typeof message.name === 'string' && role !== 'tool' && role !== 'function')
    notes.note({ name: `${path}.name`, kind: 'tuning' }, 'names of speakers')
  if (role === 'assistant') {
    const { reasoning_content: reasoning } = message
    if (typeof reasoning === 'string' && reasoning !== '') {
      notes.note({ name: `${path}.reasoning_content`, kind: 'tuning', as: 'reasoning' })
      conversation.think(reasoning)
    }
    add(role, toAssistant(message, said, path, notes))
    return
  }
  if (role === 'tool' || role === 'function') {
    const id =
      role === 'tool' ? required(message.tool_call_id, `${path}.tool_call_id`) : required(message.name, `${path}.name`)
    const parts = typeof said === 'string' ? [] : said.filter(({ type }) => type === 'media')
    add('tool', [{ type: 'tool-result', id, text: toText(said) }, ...parts])
    return
  }
  required(message.content, `${path}.content`)
  if (role === 'user') {
    add(role, said)
    return
  }
  noteLaterInstruction(notes, conversation, path)
  add('system', said)
}

function toAssistant(
  message: ChatMessage,
  said: string | readonly WirePart[],
  path: string,
  notes: FieldNotes,
): string | readonly WirePart[] {
  const calls: WirePart[] = (message.tool_calls ?? []).flatMap((value, index) => {
    const at = `${path}.tool_calls[${index}]`
    const { id, type, function: call } = readShape(chatToolCall, value, at)
    if (type !== undefined && type !== null && type !== 'function') {
      notes.note({ name: `${at}.type`, kind: 'meaning' }, `call of ${type}`)
      return []
    }
    const { name, arguments: argumentsJson } = required(call, `${at}.function`)
    return [{ type: 'tool-call', id, name, argumentsJson }]
  })
  // Before there were tools there was one function per turn, and its name was its id.
  const old = message.function_call
  if (old) calls.push({ type: 'tool-call', id: old.name, name: old.name, argumentsJson: old.arguments })
  if (message.audio) notes.note({ name: `${path}.audio`, kind: 'meaning' }, 'audio of before')
  const refusal: WirePart[] = message.refusal ? [{ type: 'text', text: message.refusal }] : []
  if (calls.length === 0 && refusal.length === 0) return said
  const text: readonly WirePart[] =
    typeof said === 'string' ? (said === '' ? [] : [{ type: 'text', text: said }]) : said
  return [...text, ...refusal, ...calls]
}

function readContent(content: ChatMessage['content'], path: string, notes: FieldNotes): string | readonly WirePart[] {
  if (content === undefined || content === null) return ''
  if (typeof content === 'string') return content
  return content.flatMap((value, index) => {
    const at = `${path}[${index}]`
    const part = readShape(chatPart, value, at)
    noteCacheControl(notes, part)
    return readPart(part, at, notes) ?? []
  })
}

function readPart(part: ChatPart, path: string, notes: FieldNotes): WirePart | undefined {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: required(part.text, `${path}.text`) }
    case 'refusal':
      return { type: 'text', text: required(part.refusal, `${path}.refusal`) }
    case 'image_url': {
      const { url, detail } = required(part.image_url, `${path}.image_url`)
      const source = toMediaSource(url, `${path}.image_url.url`)
      noteDetail(notes, detail, `${path}.image_url.detail`)
      return noteMedia(notes, { modality: 'image', source, detail: detail ?? undefined }, `${path}.image_url`)
    }
    case 'video_url': {
      const { url } = required(part.video_url, `${path}.video_url`)
      const source = toMediaSource(url, `${path}.video_url.url`)
      return noteMedia(notes, { modality: 'video', source }, `${path}.video_url`)
    }
    case 'input_audio':
      return toAudioPart(notes, required(part.input_audio, `${path}.input_audio`), `${path}.input_audio`)
    case 'file': {
      const { file_data: data, filename } = required(part.file, `${path}.file`)
      const source = toFileSource(data, `${path}.file.file_data`)
      return noteMedia(notes, { modality: 'file', source, fileName: filename ?? undefined }, `${path}.file`)
    }
    default:
      notes.note({ name: `${path}.type`, kind: 'meaning' }, `part of ${part.type}`)
      return undefined
  }
}

function toText(content: string | readonly WirePart[]): string {
  if (typeof content === 'string') return content
  return content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}
