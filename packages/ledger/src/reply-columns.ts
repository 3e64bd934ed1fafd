import type { ReplyRow } from '@signalbox/core'
import { readJson, type ColumnMap } from './column-map.ts'

/** How a ReplyRow is stored. */
export const replyColumns: ColumnMap<ReplyRow> = [
  ['request_id', 'requestId'],
  ['n', 'n'],
  ['text', 'text'],
  ['tool_calls_json', 'toolCalls', readJson],
  ['finish', 'finish'],
]
