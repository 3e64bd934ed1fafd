import type {
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4ToolResultOutput,
  LanguageModelV4ToolResultPart,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider'
import { originOf, type AssistantMessage, type Origin } from './history.ts'
import { isMaker, isRead } from './option-namespaces.ts'
import { markOf, optionsFor, withoutOurs, type Reader } from './provider-options.ts'

/** The target a prompt is cleaned for. */
export interface CleanFor extends Reader {
  /** Whether it takes back, unchanged, what that target has made. */
  readonly takesBackFrom: (target: string) => boolean
}

export interface CleanPrompt {
  readonly prompt: LanguageModelV4Prompt
  /** Parts left out because only their maker takes them back. */
  readonly dropped: number
}

type ToolMessage = Extract<LanguageModelV4Message, { role: 'tool' }>
type WithOptions = { providerOptions?: SharedV4ProviderOptions }

/** What has been seen of other models' turns so far. */
interface Seen {
  /** Calls made elsewhere: what their results carry goes as well. */
  readonly foreignCalls: Set<string>
  /** Calls left out: their results go with them, wherever they stand. */
  readonly droppedCalls: Set<string>
  /** The assistant message before was made elsewhere. */
  isAfterForeign: boolean
}

/**
 * The prompt as one target may see it: provider options of others taken out everywhere; from turns another model made, reasoning,
 * signatures, item ids and the provider's own tools taken out (never turned into text, which providers refuse as well).
 * The same object where there is nothing to take out.
 */
export function cleanPrompt(prompt: LanguageModelV4Prompt, target: CleanFor): CleanPrompt {
  const seen: Seen = { foreignCalls: new Set(), droppedCalls: new Set(), isAfterForeign: false }
  let dropped = 0
  let isChanged = false
  const messages: LanguageModelV4Message[] = []
  for (const message of prompt) {
    const cleaned = cleanMessage(message, seen, target)
    if (cleaned !== message) isChanged = true
    if (typeof message.content !== 'string') dropped += message.content.length - cleaned.content.length
    if (cleaned.content.length > 0 || message.content.length === 0) messages.push(cleaned)
  }
  return { prompt: isChanged ? messages : prompt, dropped }
}

function cleanMessage(message: LanguageModelV4Message, seen: Seen, target: CleanFor): LanguageModelV4Message {
  if (message.role === 'assistant') {
    const origin = originOf(message)
    seen.isAfterForeign = isMadeElsewhere(origin, target)
    return seen.isAfterForeign ? cleanForeign(message, seen, target) : cleanOwn(message, seen, target, origin)
  }
  return message.role === 'tool' ? cleanResults(message, seen, target) : withContent(message, target)
}

/** A message without any mark or a provider's namespace may be anyone's, and is left as it is. */
function isMadeElsewhere({ mark, namespaces }: Origin, target: CleanFor): boolean {
  if (mark !== undefined) return !target.takesBackFrom(mark.target)
  const makers = [...namespaces].filter((name) => target.claimed.has(name) || isMaker(name))
  return makers.length > 0 && !makers.some((name) => isRead(target.namespaces, name))
}

function cleanForeign(message: AssistantMessage, seen: Seen, target: CleanFor): AssistantMessage {
  const { foreignCalls, droppedCalls } = seen
  for (const part of message.content) {
    if (part.type !== 'tool-call') continue
    foreignCalls.add(part.toolCallId)
    if (part.providerExecuted === true) droppedCalls.add(part.toolCallId)
  }
  const content = message.content.flatMap((part): AssistantMessage['content'] => {
    if (part.type === 'reasoning' || part.type === 'reasoning-file' || part.type === 'custom') return []
    if ((part.type === 'tool-call' || part.type === 'tool-result') && droppedCalls.has(part.toolCallId)) return []
    return [part.type === 'tool-result' ? cleanForeignResult(part, target) : without(part)]
  })
  return { ...without(message), content }
}

function cleanOwn(message: AssistantMessage, seen: Seen, target: CleanFor, origin: Origin): AssistantMessage {
  const content = message.content.filter(
    (part) => part.type !== 'tool-result' || !seen.droppedCalls.has(part.toolCallId),
  )
  const kept = content.length === message.content.length ? message : { ...message, content }
  return withContent(kept, target, origin.mark?.target)
}

function cleanResults(message: ToolMessage, seen: Seen, target: CleanFor): ToolMessage {
  const content = message.content.flatMap((part): ToolMessage['content'] => {
    // An approval is known to the provider that asked for it, by an id of its own.
    if (part.type === 'tool-approval-response') return seen.isAfterForeign ? [] : [cleanPart(part, target)]
    if (seen.droppedCalls.has(part.toolCallId)) return []
    return [seen.foreignCalls.has(part.toolCallId) ? cleanForeignResult(part, target) : cleanPart(part, target)]
  })
  const own = cleanPart(message, target)
  return own === message && isSameList(content, message.content) ? message : { ...own, content }
}

/** What stands in the result itself is the caller's, not the maker's of the call. */
function cleanForeignResult(part: LanguageModelV4ToolResultPart, target: CleanFor): LanguageModelV4ToolResultPart {
  return without(withOutput(part, target))
}

/** The same message where every option in it may be seen. */
function withContent<Message extends LanguageModelV4Message>(
  message: Message,
  target: CleanFor,
  maker?: string,
): Message {
  const own = cleanPart(message, target, maker)
  if (typeof message.content === 'string') return own
  const parts = message.content as readonly (WithOptions & { readonly type: string })[]
  const content = parts.map((part) => cleanPart(part, target, maker))
  return own === message && isSameList(content, parts) ? message : { ...own, content }
}

/** `maker`: the target that has made what the part stands in, where the part itself does not say. */
function cleanPart<Part extends WithOptions>(part: Part, target: CleanFor, maker?: string): Part {
  const madeBy = markOf(part.providerOptions)?.target ?? maker
  const cleaned = cleanOptions(part, target, madeBy)
  return isResult(cleaned) ? withOutput(cleaned, target) : cleaned
}

function cleanOptions<Part extends WithOptions>(part: Part, target: CleanFor, madeBy?: string): Part {
  const { providerOptions: given } = part
  const options = madeBy !== undefined && target.takesBackFrom(madeBy) ? withoutOurs(given) : optionsFor(given, target)
  if (options === given) return part
  return options === undefined ? without(part) : { ...part, providerOptions: options }
}

function isResult<Part extends object>(part: Part): part is Part & LanguageModelV4ToolResultPart {
  return 'type' in part && part.type === 'tool-result'
}

function withOutput<Part extends LanguageModelV4ToolResultPart>(part: Part, target: CleanFor): Part {
  const output = cleanOutput(part.output, target)
  return output === part.output ? part : { ...part, output }
}

function cleanOutput(output: LanguageModelV4ToolResultOutput, target: CleanFor): LanguageModelV4ToolResultOutput {
  if (output.type !== 'content') return cleanOptions(output, target)
  const value = output.value.map((part) => cleanOptions(part, target))
  return isSameList(value, output.value) ? output : { ...output, value }
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index])
}

function without<Part extends WithOptions>(part: Part): Part {
  if (part.providerOptions === undefined) return part
  const { providerOptions: _, ...rest } = part
  return rest as Part
}
