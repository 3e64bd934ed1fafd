import type { LanguageModelV4Message, LanguageModelV4Prompt, SharedV4ProviderOptions } from '@ai-sdk/provider'
import { originOf, type AssistantMessage, type Origin } from './history.ts'
import { optionsFor, type Reader } from './provider-options.ts'

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

/**
 * The prompt as one target may see it: provider options of others taken out everywhere; from turns another model made, reasoning,
 * signatures, item ids and the provider's own tools taken out (never turned into text, which providers refuse as well).
 * The same object where there is nothing to take out.
 */
export function cleanPrompt(prompt: LanguageModelV4Prompt, target: CleanFor): CleanPrompt {
  /** Calls made elsewhere: what their results carry goes as well. */
  const foreignCalls = new Set<string>()
  const droppedCalls = new Set<string>()
  let dropped = 0
  let isChanged = false
  const messages: LanguageModelV4Message[] = []
  for (const message of prompt) {
    const isForeign = message.role === 'assistant' && isMadeElsewhere(originOf(message), target)
    let cleaned: LanguageModelV4Message
    if (message.role === 'assistant' && isForeign) cleaned = cleanForeign(message, foreignCalls, droppedCalls)
    else if (message.role === 'tool' && foreignCalls.size > 0)
      cleaned = cleanResults(message, foreignCalls, droppedCalls, target)
    else cleaned = withOptions(message, target)
    if (cleaned !== message) isChanged = true
    if (typeof message.content !== 'string') dropped += message.content.length - cleaned.content.length
    if (cleaned.content.length > 0 || message.content.length === 0) messages.push(cleaned)
  }
  return { prompt: isChanged ? messages : prompt, dropped }
}

/** A message without any namespace or mark may be anyone's, and is left as it is. */
function isMadeElsewhere({ mark, namespaces }: Origin, target: CleanFor): boolean {
  if (mark !== undefined) return !target.takesBackFrom(mark.target)
  if (namespaces.size === 0) return false
  for (const name of namespaces) if (target.namespaces.has(name)) return false
  return true
}

function cleanForeign(
  message: AssistantMessage,
  foreignCalls: Set<string>,
  droppedCalls: Set<string>,
): AssistantMessage {
  for (const part of message.content) {
    if (part.type !== 'tool-call') continue
    foreignCalls.add(part.toolCallId)
    if (part.providerExecuted === true) droppedCalls.add(part.toolCallId)
  }
  const content = message.content.flatMap((part) => {
    if (part.type === 'reasoning' || part.type === 'reasoning-file' || part.type === 'custom') return []
    if ((part.type === 'tool-call' || part.type === 'tool-result') && droppedCalls.has(part.toolCallId)) return []
    return [without(part)]
  })
  return { ...without(message), content }
}

function cleanResults(
  message: ToolMessage,
  foreignCalls: ReadonlySet<string>,
  droppedCalls: ReadonlySet<string>,
  target: CleanFor,
): ToolMessage {
  const content = message.content.flatMap((part) => {
    // An approval is known to the provider that asked for it, by an id of its own.
    if (part.type === 'tool-approval-response') return []
    if (part.type !== 'tool-result') return [part]
    if (droppedCalls.has(part.toolCallId)) return []
    return [foreignCalls.has(part.toolCallId) ? without(part) : cleanPart(part, target)]
  })
  return { ...message, content }
}

/** The same message where every option in it may be seen. */
function withOptions(message: LanguageModelV4Message, target: CleanFor): LanguageModelV4Message {
  const own = cleanPart(message, target)
  if (typeof message.content === 'string') return own
  const content = (message.content as readonly { providerOptions?: SharedV4ProviderOptions }[]).map((part) =>
    cleanPart(part, target),
  )
  const isSame = own === message && content.every((part, index) => part === message.content[index])
  return isSame ? message : ({ ...own, content } as LanguageModelV4Message)
}

function cleanPart<Part extends { providerOptions?: SharedV4ProviderOptions }>(part: Part, target: CleanFor): Part {
  const options = optionsFor(part.providerOptions, target)
  if (options === part.providerOptions) return part
  return options === undefined ? without(part) : { ...part, providerOptions: options }
}

function without<Part extends { providerOptions?: SharedV4ProviderOptions }>(part: Part): Part {
  if (part.providerOptions === undefined) return part
  const { providerOptions: _, ...rest } = part
  return rest as Part
}
