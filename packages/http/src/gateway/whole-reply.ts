import type { Call, Dialect, Outcome } from '@signalbox/core'
import { collectReply } from '../reply/collect-reply.ts'
import { createReplyWriter } from '../reply/create-reply-writer.ts'
import type { HttpHead, HttpPart } from '../reply/http-part.ts'
import { openMixedEvents } from '../reply/open-mixed-events.ts'
import type { ReplyEvent } from '../reply/reply-event.ts'
import { answerHeaders } from './answer-headers.ts'
import type { Exchange } from './endpoint.ts'
import type { GatewayReply } from './gateway.ts'
import { noteOutcome } from './note-error.ts'
import { type ClientAsk, toRefusal } from './read-ask.ts'
import { streamHeaders } from './stream-headers.ts'

export interface WholeCall {
  readonly call: Call<HttpHead, HttpPart>
  readonly read: Dialect<HttpPart>
  /** Filled in as the reply is read. */
  readonly ids: readonly string[]
}

/** A request answered in one piece: one JSON body, or all frames of a stream that a guard has seen. */
export async function toWholeReply(
  exchange: Exchange,
  ask: ClientAsk,
  { call, read, ids }: WholeCall,
): Promise<GatewayReply> {
  const { context, signal } = exchange
  const { parts, outcome } = await context.router.run(ask.route, call, {
    dialect: read,
    signal,
    onOutcome: noteOutcome(exchange),
  })
  context.turns.remember(ids, outcome.servedBy?.target ?? '')
  const text = await guarded(exchange, ask, parts, outcome)
  return {
    status: 200,
    headers: {
      ...(ask.stream ? streamHeaders : { 'content-type': 'application/json' }),
      ...answerHeaders(exchange, ask, outcome, !ask.stream),
    },
    body: text,
  }
}

async function guarded(
  exchange: Exchange,
  ask: ClientAsk,
  parts: readonly HttpPart[],
  outcome: Outcome,
): Promise<string> {
  const { after } = exchange.context
  if (after === undefined) return write(exchange, ask, parts, outcome, undefined)
  const verdict = await after({ ...ask.guard, text: collectReply(parts).text, outcome })
  if (verdict !== undefined && 'refuse' in verdict) throw toRefusal(verdict.refuse)
  return write(exchange, ask, parts, outcome, verdict?.text)
}

/** The provider's own text where it is of the client's dialect and nobody has changed it. */
function write(
  { dialect, requestId }: Exchange,
  ask: ClientAsk,
  parts: readonly HttpPart[],
  outcome: Outcome,
  changedText: string | undefined,
): string {
  const [first] = parts
  const isUntouched = changedText === undefined && parts.length === 1 && !ask.stream
  if (isUntouched && first?.kind === 'body' && first.dialect === dialect && first.raw !== undefined) return first.raw
  const reader = openMixedEvents()
  const said = parts.flatMap(reader.read)
  const events = changedText === undefined ? said : withText(said, changedText)
  const writer = createReplyWriter(dialect, {
    id: requestId,
    model: outcome.servedBy?.model ?? '',
    createdSeconds: Math.floor(outcome.startedAtMs / 1_000),
    wantsUsage: ask.wantsUsage,
    costUsd: () => (outcome.cost.isLowerBound ? undefined : outcome.cost.usd),
  })
  return ask.stream ? writer.frames(events) + writer.close() : JSON.stringify(writer.body(events))
}

/** The same reply with another text, where its first text was. */
function withText(events: readonly ReplyEvent[], text: string): readonly ReplyEvent[] {
  const at = events.findIndex(({ kind }) => kind === 'text')
  const place = at < 0 ? events.findIndex(({ kind }) => kind !== 'start' && kind !== 'reasoning') : at
  const isOther = ({ kind }: ReplyEvent): boolean => kind !== 'text'
  return [
    ...events.slice(0, Math.max(0, place)).filter(isOther),
    { kind: 'text', text },
    ...events.slice(Math.max(0, place)).filter(isOther),
  ]
}
