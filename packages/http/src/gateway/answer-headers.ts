import type { RunReport } from '@signalbox/core'
import { foreignFields } from '../request/carrier-fields.ts'
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
  const upstream = report.servedBy && context.upstreamOf(report.servedBy.target)
  const dropped =
    upstream === undefined
      ? []
      : upstream.dialect === dialect
        ? foreignFields(ask.client.json, upstream).filter((name) => ask.client.json[name] !== null)
        : lostFields(ask.wire, dialect, upstream.dialect).tuning
  return toReplyHeaders({ report, dropped, isWhole }, context.headers)
}
