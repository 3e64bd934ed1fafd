import { isAIMessage, isHumanMessage, isToolMessage, type AIMessage, type BaseMessage } from '@langchain/core/messages'
import type { LastTurn, SignalboxMark } from '@signalbox/core'
import type { Candidate } from './candidates.ts'
import { dialectOf } from './dialect-of.ts'

/** Blocks that only the model that made them takes back: signed reasoning, and a provider's own tools at work. */
const makersOwn =
  /^(thinking|redacted_thinking|reasoning|reasoning_content|compaction|non_standard|executable_code|code_execution_result|(server_tool|mcp_tool)_\w+|server_tool_call\w*|\w+_tool_result|\w+_call_output)$/

export function isMakersOwn(block: unknown): boolean {
  const type = (block as { readonly type?: unknown } | null)?.type
  return typeof type === 'string' && makersOwn.test(type)
}

/** Keys of `additional_kwargs` that carry the same. */
export const makersOwnKeys: readonly string[] = [
  'reasoning_content',
  'reasoning',
  'reasoning_details',
  'signature',
  'signatures',
  'thought_signatures',
  '__gemini_function_call_thought_signatures__',
  'tool_outputs',
]

/** The mark an answer of ours came back with; undefined where there is none, or one that cannot be ours. */
export function markOf({ response_metadata: metadata }: BaseMessage): SignalboxMark | undefined {
  const mark = (metadata as Readonly<Record<string, unknown>> | undefined)?.['signalbox'] as
    | Partial<SignalboxMark>
    | undefined
  if (typeof mark?.target !== 'string') return undefined
  return typeof mark.inputTokens === 'number' && typeof mark.atMs === 'number'
    ? { target: mark.target, inputTokens: mark.inputTokens, atMs: mark.atMs }
    : undefined
}

/** Whose dialect a message is kept in; undefined = nobody can tell. */
export function providerOf({ response_metadata: metadata }: BaseMessage): string | undefined {
  const provider = (metadata as Readonly<Record<string, unknown>> | undefined)?.['model_provider']
  return typeof provider === 'string' ? dialectOf(provider) : undefined
}

/** What the messages say of the turn before. It is bound while results of its tools are on the way, and parts of it go back to their maker only. */
export function lastTurnOf(
  messages: readonly BaseMessage[],
  candidates: ReadonlyMap<string, Candidate>,
): LastTurn | undefined {
  const last = messages.findLast((message) => isAIMessage(message))
  if (last === undefined) return undefined
  const mark = markOf(last)
  const target = mark?.target ?? onlyTargetOf(providerOf(last), candidates)
  if (target === undefined || !candidates.has(target)) return undefined
  const turn = messages.slice(messages.findLastIndex((message) => isHumanMessage(message)) + 1)
  const end = messages.at(-1)
  const isUnfinished = end !== undefined && isToolMessage(end)
  const isBound = isUnfinished && turn.some((message) => isAIMessage(message) && isBinding(message))
  return { target, isBound, inputTokens: mark?.inputTokens, atMs: mark?.atMs }
}

function isBinding({ content, additional_kwargs: more }: AIMessage): boolean {
  if (makersOwnKeys.some((key) => more?.[key])) return true
  return Array.isArray(content) && content.some(isMakersOwn)
}

/** Two models of one provider do not take back one another's reasoning: with two, nobody can tell. */
function onlyTargetOf(provider: string | undefined, candidates: ReadonlyMap<string, Candidate>): string | undefined {
  if (provider === undefined) return undefined
  const found = [...candidates.values()].filter((candidate) => candidate.provider === provider)
  return found.length === 1 ? found[0]?.id : undefined
}
