import { toMetadata, type Outcome, type SignalboxMark, type SignalboxMetadata } from '@signalbox/core'

/** What `response_metadata.signalbox` says: the decision, and the mark by which a later turn knows who made this one. JSON. */
export type SignalboxResponseMetadata = SignalboxMetadata & SignalboxMark

export function metadataOf(report: Omit<Outcome, 'kind'>): { readonly signalbox: SignalboxResponseMetadata } {
  const { inputTokens, decidedAtMs } = report.decision
  return { signalbox: { ...toMetadata(report), inputTokens, atMs: decidedAtMs } }
}
