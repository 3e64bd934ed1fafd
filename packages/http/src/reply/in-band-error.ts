import { factsOfErrorBody } from '@signalbox/core'
import type { Carrier } from '../call/carrier.ts'
import { UpstreamError } from '../call/upstream-error.ts'

/** An error object inside a 200, or the body of a refusal; undefined when it is neither. */
export function toInBandError(
  body: unknown,
  status?: number,
  headers?: Readonly<Record<string, string>>,
  carrier?: Carrier,
  sent?: Readonly<Record<string, unknown>>,
): UpstreamError | undefined {
  const facts =
    carrier?.toFacts === undefined
      ? factsOfErrorBody(body, status, headers)
      : carrier.toFacts(body, status, headers, sent)
  return facts && new UpstreamError(facts.message ?? '', facts)
}
