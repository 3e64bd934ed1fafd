import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { LastTurn, SignalboxMark } from '@signalbox/core'
import type { HostModels } from './host-models.ts'
import { isRead } from './option-namespaces.ts'
import { markOf, namespacesOf } from './provider-options.ts'

export type AssistantMessage = Extract<LanguageModelV4Message, { role: 'assistant' }>

/** Who made an assistant message: its mark, else the namespaces its parts carry; neither = nobody can tell. */
export interface Origin {
  readonly mark: SignalboxMark | undefined
  readonly namespaces: ReadonlySet<string>
}

export function originOf(message: AssistantMessage): Origin {
  const namespaces = new Set<string>()
  let mark = markOf(message.providerOptions)
  for (const name of namespacesOf(message.providerOptions)) namespaces.add(name)
  for (const part of message.content) {
    mark ??= markOf(part.providerOptions)
    for (const name of namespacesOf(part.providerOptions)) namespaces.add(name)
  }
  return { mark, namespaces }
}

/** What the prompt says of the turn before. It is bound while results of its tools are on the way, and parts of it go back to their maker only. */
export function lastTurnOf(prompt: LanguageModelV4Prompt, models: HostModels): LastTurn | undefined {
  const last = prompt.findLast((message) => message.role === 'assistant')
  if (last === undefined) return undefined
  const origin = originOf(last)
  const target = origin.mark?.target ?? targetByNamespace(origin, models)
  if (target === undefined) return undefined
  const sinceUser = prompt.slice(prompt.findLastIndex((message) => message.role === 'user') + 1)
  const isBound =
    isUnfinished(prompt) && sinceUser.some((message) => message.role === 'assistant' && isBinding(message))
  return { target, isBound, inputTokens: origin.mark?.inputTokens, atMs: origin.mark?.atMs }
}

/** Its tool results follow it, or a tool of the provider's own is still at work. */
function isUnfinished(prompt: LanguageModelV4Prompt): boolean {
  const last = prompt.at(-1)
  if (last?.role === 'tool') return true
  return last?.role === 'assistant' && last.content.some((part) => part.type === 'tool-call')
}

/** Reasoning to be handed back, a provider's own tools, or signed calls: another provider answers such parts with a 400. */
function isBinding({ content }: AssistantMessage): boolean {
  return content.some((part) => {
    if (part.type === 'reasoning' || part.type === 'reasoning-file' || part.type === 'custom') return true
    return (
      part.type === 'tool-call' && (part.providerExecuted === true || namespacesOf(part.providerOptions).length > 0)
    )
  })
}

/** The target whose provider has made a turn; undefined where models of several could have, since only the right one takes its parts back. */
function targetByNamespace({ namespaces }: Origin, { language, modelOf }: HostModels): string | undefined {
  const makers: string[] = []
  for (const [id, model] of language) {
    if ([...namespaces].some((name) => isRead(model.namespaces, name))) makers.push(id)
  }
  return new Set(makers.map((id) => modelOf.get(id))).size === 1 ? makers[0] : undefined
}
