import type { ReplyView } from '../outcome/reply-view.ts'
import type { ReplyRow } from './ledger-row.ts'

/** More of an answer is not kept. */
const mostCharacters = 65_536

export function toReplyRow(requestId: string, n: number, { text, toolCalls }: ReplyView): ReplyRow {
  return { requestId, n, text: text.slice(0, mostCharacters), toolCalls }
}
