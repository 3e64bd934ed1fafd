import type { CarriedCall } from './carrier.ts'
import { fieldsOf, fillBody } from './fill-body.ts'
import type { Upstream } from './upstream.ts'

type Json = Readonly<Record<string, unknown>>

/** What a body is sent for. */
export interface SentFor extends Pick<CarriedCall, 'target' | 'alternates' | 'request' | 'decision'> {
  readonly upstream: Upstream
  /** Another prompt than the caller's: the operator's fields are for answers, and stay out. */
  readonly isJudge?: boolean | undefined
}

/** A body as it goes out: with the operator's fields where it says nothing, and as its carrier wants it, which has the last word. */
export function toSentBody(body: Json, { upstream, isJudge, ...call }: SentFor): Json {
  const ofTarget = (id: string): Json => fieldsOf(upstream, id)
  const fields = ofTarget(call.target.id)
  const filled = isJudge === true ? body : fillBody(body, fields)
  return upstream.carrier?.toBody(filled, { ...call, dialect: upstream.dialect, fields, fieldsOf: ofTarget }) ?? filled
}
