import type { Call, Dialect, Outcome } from '@signalbox/core'
import { createReplyWriter } from '../reply/create-reply-writer.ts'
import type { HttpHead, HttpPart } from '../reply/http-part.ts'
import { openMixedEvents } from '../reply/open-mixed-events.ts'
import type { ReplyEvent } from '../reply/reply-event.ts'
import { whatIsSaid, withText } from '../reply/what-is-said.ts'
import { answerHeaders } from './answer-headers.ts'
import { carriesPools } from '../call/carries-pools.ts'
import type { Exchange } from './endpoint.ts'
import type { GatewayReply } from './gateway.ts'
import { noteOutcome } from './note-error.ts'
import { costOf, createPartWriter } from './part-writer.ts'
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
    carriesPools: carriesPools(context.upstreams),
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

/** What the caller gets of it, after the guard. */
async function guarded(
  exchange: Exchange,
  ask: ClientAsk,
  parts: readonly HttpPart[],
  outcome: Outcome,
): Promise<string> {
  const { after } = exchange.context
  if (after === undefined) return untouched(exchange, ask, parts, outcome)
  const reader = openMixedEvents()
  const events = parts.flatMap(reader.read)
  const verdict = await after({ ...ask.guard, ...whatIsSaid(events), outcome })
  if (verdict === undefined) return untouched(exchange, ask, parts, outcome)
  if ('refuse' in verdict) throw toRefusal(verdict.refuse)
  return anew(exchange, ask, withText(events, verdict.text), outcome)
}

/** The provider's own text where it is of the client's dialect. */
function untouched(exchange: Exchange, ask: ClientAsk, parts: readonly HttpPart[], outcome: Outcome): string {
  if (ask.stream) {
    // What has been held until its end never goes on in another dialect.
    const held: ClientAsk = { ...ask, control: { ...ask.control, commit: 'buffer' } }
    const writer = createPartWriter(exchange, held, () => outcome)
    return parts.map(writer.write).join('') + writer.end()
  }
  const [first] = parts
  const isOwn = parts.length === 1 && first?.kind === 'body' && first.dialect === exchange.dialect
  if (isOwn && first.raw !== undefined) return first.raw
  const reader = openMixedEvents()
  return anew(exchange, ask, parts.flatMap(reader.read), outcome)
}

function anew(
  { dialect, requestId, context }: Exchange,
  ask: ClientAsk,
  events: readonly ReplyEvent[],
  outcome: Outcome,
): string {
  const writer = createReplyWriter(dialect, {
    id: requestId,
    model: outcome.servedBy?.model ?? '',
    createdSeconds: Math.floor(outcome.startedAtMs / 1_000),
    wantsUsage: ask.wantsUsage,
    // A whole answer has it in its head.
    costUsd: ask.stream ? () => costOf(context, outcome) : undefined,
  })
  return ask.stream ? writer.frames(events) + writer.close() : JSON.stringify(writer.body(events))
}
