import type { RunReport } from '@signalbox/core'
import { createReplyWriter } from '../reply/create-reply-writer.ts'
import type { HttpPart } from '../reply/http-part.ts'
import { openMixedEvents } from '../reply/open-mixed-events.ts'
import { createFramePasser } from '../reply/pass-frames.ts'
import { chatEnd } from '../reply/sse-frame.ts'
import type { Exchange, GatewayContext } from './endpoint.ts'
import type { ClientAsk } from './read-ask.ts'

/** Writes parts of any dialect in the client's. '' = nothing to send. */
export interface PartWriter {
  readonly write: (part: HttpPart) => string
  /** What a reply that is whole still owes. */
  readonly end: () => string
}

/** What a usage may say of the cost: nothing the operator does not send, nothing that is only a part. */
export function costOf({ headers }: GatewayContext, { cost }: Pick<RunReport, 'cost'>): number | undefined {
  return cost.isLowerBound || !(headers ?? ['cost-usd']).includes('cost-usd') ? undefined : cost.usd
}

/** Parts of the client's own dialect pass as they came; others are read and written anew. */
export function createPartWriter(
  { dialect, requestId, context }: Exchange,
  ask: ClientAsk,
  report: () => Pick<RunReport, 'cost' | 'decision' | 'servedBy' | 'startedAtMs'>,
): PartWriter {
  const { wantsUsage } = ask
  const costUsd = (): number | undefined => costOf(context, report())
  const { servedBy, startedAtMs, decision } = report()
  const mayResume = (ask.control.commit ?? context.router.policy.execution.commit) === 'resume'
  // A stream that another dialect may have to go on with is written by one hand from its beginning.
  const passes = !mayResume || decision.steps.every(({ target }) => context.upstreamOf(target)?.dialect === dialect)
  const passer = createFramePasser(dialect, { wantsUsage, costUsd })
  const events = openMixedEvents()
  const writer = createReplyWriter(dialect, {
    id: requestId,
    model: servedBy?.model ?? '',
    createdSeconds: Math.floor(startedAtMs / 1_000),
    wantsUsage,
    costUsd,
  })
  let hasPassed = false
  return {
    write: (part) => {
      if (passes && part.dialect === dialect && part.kind === 'events') {
        hasPassed = true
        return passer.pass(part)
      }
      return writer.frames(events.read(part))
    },
    end: () => {
      if (!hasPassed) return writer.close()
      return dialect === 'openai-chat' ? chatEnd : ''
    },
  }
}
