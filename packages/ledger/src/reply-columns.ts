import type { ReplyRow } from '@signalbox/core'
import type { ColumnMap } from './column-map.ts'

/** How a ReplyRow is stored. */
export const replyColumns: ColumnMap<ReplyRow> = [
  ['request_id', 'requestId'],
  ['n', 'n'],
  ['text', 'text'],
  ['tool_calls_json', 'toolCalls'],
]

export function toReplyRow(record: Readonly<Record<string, unknown>>): ReplyRow {
  return {
    requestId: String(record['request_id']),
    n: Number(record['n']),
    text: String(record['text']),
    toolCalls: JSON.parse(String(record['tool_calls_json'])) as ReplyRow['toolCalls'],
  }
}
