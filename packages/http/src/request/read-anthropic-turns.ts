import { type MessagesBlock, messagesBlock, type MessagesSource, messagesTurn } from './anthropic-messages-schema.ts'
import type { Conversation } from './conversation.ts'
import type { FieldNotes } from './field-notes.ts'
import { noteMedia } from './media-part.ts'
import { noteCacheControl } from './note-cache-control.ts'
import { readShape, required, wrongType } from './read-shape.ts'
import { isUnsigned } from './signed-thinking.ts'
import type { MediaSource, WirePart } from './wire-request.ts'

/** The turns of Anthropic's messages. What tools have answered becomes a message before the rest of its turn. @throws BadRequest */
export function readAnthropicTurns(turns: readonly unknown[], { add, think }: Conversation, notes: FieldNotes): void {
  for (const [index, value] of turns.entries()) {
    const path = `messages[${index}]`
    const { role, content } = readShape(messagesTurn, value, path)
    if (typeof content === 'string') {
      add(role, content)
      continue
    }
    const results: WirePart[] = []
    const said: WirePart[] = []
    for (const { block, at } of readBlocks(content, `${path}.content`, notes)) {
      if (isUnsigned(block)) {
        notes.note({ name: `${at}.thinking`, kind: 'tuning', as: 'reasoning' })
        if (typeof block.thinking === 'string') think(block.thinking)
      } else if (block.type === 'tool_result') results.push(...readResult(block, at, notes))
      else said.push(...readBlock(block, at, notes))
    }
    if (results.length > 0) add('tool', results)
    if (said.length > 0 || results.length === 0) add(role, said)
  }
}

/** Instructions: a text, or blocks of it. @throws BadRequest */
export function readAnthropicSystem(
  system: string | readonly unknown[] | null | undefined,
  { add }: Conversation,
  notes: FieldNotes,
): void {
  if (system === undefined || system === null || system.length === 0) return
  if (typeof system === 'string') add('system', system)
  else
    add(
      'system',
      readBlocks(system, 'system', notes).flatMap(({ block, at }) => readBlock(block, at, notes)),
    )
}

function readBlocks(
  blocks: readonly unknown[],
  path: string,
  notes: FieldNotes,
): readonly { readonly block: MessagesBlock; readonly at: string }[] {
  return blocks.map((value, index) => {
    const at = `${path}[${index}]`
    const block = readShape(messagesBlock, value, at)
    noteCacheControl(notes, block)
    return { block, at }
  })
}

function readBlock(block: MessagesBlock, path: string, notes: FieldNotes): readonly WirePart[] {
  switch (block.type) {
    case 'text':
      if (Array.isArray(block.citations) && block.citations.length > 0)
        notes.note({ name: `${path}.citations`, kind: 'tuning' }, 'sources of before')
      return [{ type: 'text', text: required(block.text, `${path}.text`) }]
    case 'image': {
      const source = toSource(required(block.source, `${path}.source`), `${path}.source`)
      return [noteMedia(notes, { modality: 'image', source }, `${path}.source`)]
    }
    case 'document':
      return readDocument(block, path, notes)
    case 'tool_use': {
      const input = required(block.input, `${path}.input`)
      if (typeof input !== 'object' || Array.isArray(input)) throw wrongType(`${path}.input`, 'an object', input)
      const id = required(block.id, `${path}.id`)
      return [
        { type: 'tool-call', id, name: required(block.name, `${path}.name`), argumentsJson: JSON.stringify(input) },
      ]
    }
    case 'thinking':
    case 'redacted_thinking':
      notes.note({ name: `${path}.thinking`, kind: 'tuning' }, 'thinking of before')
      return []
    default:
      notes.note({ name: `${path}.type`, kind: 'meaning' }, `block of ${block.type}`)
      return []
  }
}

/** A document that is text already needs no dialect of its own. */
function readDocument(block: MessagesBlock, path: string, notes: FieldNotes): readonly WirePart[] {
  const at = `${path}.source`
  const given = required(block.source, at)
  if (wantsCitations(block)) notes.note({ name: `${path}.citations`, kind: 'meaning' }, 'citations')
  if (block.context) notes.note({ name: `${path}.context`, kind: 'tuning' }, 'context of a document')
  if (given.type === 'text' && block.title) notes.note({ name: `${path}.title`, kind: 'tuning' }, 'title of a document')
  if (given.type === 'text') return [{ type: 'text', text: required(given.data, `${at}.data`) }]
  const fileName = block.title ?? undefined
  return [noteMedia(notes, { modality: 'file', source: toSource(given, at), fileName }, at)]
}

function wantsCitations({ citations }: MessagesBlock): boolean {
  return typeof citations === 'object' && citations !== null && 'enabled' in citations && citations.enabled === true
}

function readResult(block: MessagesBlock, path: string, notes: FieldNotes): readonly WirePart[] {
  const id = required(block.tool_use_id, `${path}.tool_use_id`)
  const isError = block.is_error ?? undefined
  const { content = '' } = block
  if (typeof content === 'string') return [{ type: 'tool-result', id, text: content, isError }]
  if (!Array.isArray(content)) throw wrongType(`${path}.content`, 'a string or an array of objects', content)
  const parts = readBlocks(content, `${path}.content`, notes).flatMap(({ block: inner, at }) =>
    readBlock(inner, at, notes),
  )
  const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
  return [{ type: 'tool-result', id, text, isError }, ...parts.filter(({ type }) => type === 'media')]
}

/** undefined = kept where only this dialect finds it. */
function toSource(source: MessagesSource, path: string): MediaSource | undefined {
  if (source.type === 'url') return { kind: 'url', url: required(source.url, `${path}.url`) }
  if (source.type !== 'base64') return undefined
  const mediaType = required(source.media_type, `${path}.media_type`)
  return { kind: 'base64', mediaType, data: required(source.data, `${path}.data`) }
}
