import type { LabelRow } from '@signalbox/core'

/** Labels in their order, by the request they are about. */
export function labelsByRequest(labels: Iterable<LabelRow>): ReadonlyMap<string, readonly LabelRow[]> {
  const byRequest = new Map<string, LabelRow[]>()
  for (const label of labels) {
    const own = byRequest.get(label.requestId)
    if (own === undefined) byRequest.set(label.requestId, [label])
    else own.push(label)
  }
  return byRequest
}
