import { AIMessage, isAIMessage, isToolMessage, type BaseMessage } from '@langchain/core/messages'
import { isMakersOwn, markOf, providerOf } from './history.ts'
import { withFields } from './with-fields.ts'

/** The target a history is cleaned for. */
export interface CleanFor {
  readonly provider: string
  /** Whether it takes back, unchanged, what that target has made. */
  readonly takesBackFrom: (target: string) => boolean
}

/** Packages that read Anthropic's cache markers. */
const readsCacheMarkers: ReadonlySet<string> = new Set(['anthropic', 'bedrock', 'openrouter'])

/** What call ids may look like everywhere. */
const plainId = /^[\w-]{1,64}$/

/**
 * Messages as one target may see them: of turns that another model made only text and calls are left, never reasoning, signatures,
 * item ids or a provider's own tools (nor any of these turned into text, which providers refuse as well); cache markers only where
 * they are read. The same array where there is nothing to take out.
 */
export function cleanMessages(messages: readonly BaseMessage[], target: CleanFor): readonly BaseMessage[] {
  const foreignCalls = new Set<string>()
  let isChanged = false
  const cleaned: BaseMessage[] = []
  for (const message of messages) {
    const one = cleanMessage(message, target, foreignCalls)
    if (one !== message) isChanged = true
    // A turn of reasoning alone has nothing left to say, and providers refuse an empty one.
    if (one === message || !isEmpty(one)) cleaned.push(one)
  }
  return isChanged ? cleaned : messages
}

function cleanMessage(message: BaseMessage, target: CleanFor, foreignCalls: Set<string>): BaseMessage {
  if (isAIMessage(message) && isMadeElsewhere(message, target)) {
    for (const { id } of message.tool_calls ?? []) if (id !== undefined) foreignCalls.add(id)
    return cleanForeign(message)
  }
  const own = readsCacheMarkers.has(target.provider) ? message : withoutCacheMarkers(message)
  if (isToolMessage(own) && foreignCalls.has(own.tool_call_id) && !plainId.test(own.tool_call_id))
    return withFields(own, { tool_call_id: toPlainId(own.tool_call_id) })
  return own
}

function isEmpty(message: BaseMessage): boolean {
  if (!isAIMessage(message) || message.content.length > 0) return false
  return (message.tool_calls?.length ?? 0) + (message.invalid_tool_calls?.length ?? 0) === 0
}

/** A message without a mark or a provider's name may be anyone's, and is left as it is. */
function isMadeElsewhere(message: AIMessage, { provider, takesBackFrom }: CleanFor): boolean {
  const mark = markOf(message)
  if (mark !== undefined) return !takesBackFrom(mark.target)
  const maker = providerOf(message)
  return maker !== undefined && maker !== provider
}

const plainBlocks: ReadonlySet<string> = new Set(['image', 'audio', 'video', 'file', 'text-plain'])

function cleanForeign(message: AIMessage): AIMessage {
  const { content, tool_calls: calls = [], invalid_tool_calls: invalid = [], name } = message
  const blocks = typeof content === 'string' ? content : content.flatMap(toPlainBlock)
  const isText = typeof blocks !== 'string' && blocks.every((block) => block.type === 'text')
  return new AIMessage({
    content: (isText ? blocks.map((block) => block.text ?? '').join('') : blocks) as AIMessage['content'],
    tool_calls: calls.map((call) =>
      call.id === undefined || plainId.test(call.id) ? call : { ...call, id: toPlainId(call.id) },
    ),
    invalid_tool_calls: invalid,
    ...(name !== undefined && { name }),
  })
}

interface PlainBlock {
  readonly type: string
  readonly text?: string
}

function toPlainBlock(given: unknown): PlainBlock[] {
  const block = given as PlainBlock
  if (block.type === 'text') return typeof block.text === 'string' ? [{ type: 'text', text: block.text }] : []
  return plainBlocks.has(block.type) && !isMakersOwn(block) ? [block] : []
}

function withoutCacheMarkers(message: BaseMessage): BaseMessage {
  const { content } = message
  if (typeof content === 'string') return message
  let isChanged = false
  const blocks = content.flatMap((block) => {
    if ('cachePoint' in block) {
      isChanged = true
      return []
    }
    if (!('cache_control' in block)) return [block]
    isChanged = true
    const { cache_control: _, ...rest } = block
    return [rest]
  })
  return isChanged ? withFields(message, { content: blocks }) : message
}

/** The same id for the same call, wherever it stands in the history. */
function toPlainId(id: string): string {
  return `call_${id.replaceAll(/[^\w-]/g, '_').slice(-59)}`
}
