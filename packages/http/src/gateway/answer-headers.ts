import type { RunReport } from '@signalbox/core'
import { lostFields } from '../request/lost-fields.ts'
import type { Exchange } from './endpoint.ts'
import type { ClientAsk } from './read-ask.ts'
import { toReplyHeaders } from './reply-headers.ts'

/** `x-signalbox-*` of this answer, with what the target in `report` was not told. */
export function answerHeaders(
  { context, dialect }: Exchange,
  ask: ClientAsk,
  report: RunReport,
  isWhole: boolean,
): Record<string, string> {
  const target = report.servedBy && context.upstreamOf(report.servedBy.target)?.dialect
  const dropped = target === undefined ? [] : lostFields(ask.wire, dialect, target).tuning
  return toReplyHeaders({ report, dropped, isWhole }, context.headers)
}
