import type { ReplyView, ToolCallView } from '../outcome/reply-view.ts'
import type { ReplyRow } from './ledger-row.ts'

/** More of an answer is not kept, nor more of its tool calls. */
export const mostCharacters = 65_536

export function toReplyRow(requestId: string, n: number, { text, toolCalls, finish }: ReplyView): ReplyRow {
  return {
    requestId,
    n,
    text: text.slice(0, mostCharacters),
    toolCalls: firstOf(toolCalls),
    finish: finish?.reason,
  }
}

/** Whole ones: half of a call is none. */
function firstOf(calls: readonly ToolCallView[]): readonly ToolCallView[] {
  let characters = 0
  const tooFar = calls.findIndex(
    ({ name, argumentsJson }) => (characters += name.length + argumentsJson.length) > mostCharacters,
  )
  return tooFar < 0 ? calls : calls.slice(0, tooFar)
}
