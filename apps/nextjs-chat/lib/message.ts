import type { SignalboxMetadata } from '@signalbox/ai-sdk'
import type { UIMessage } from 'ai'

/** What stands under an answer. */
export type Routed = Pick<
  SignalboxMetadata,
  | 'model'
  | 'tier'
  | 'task'
  | 'reason'
  | 'escalated'
  | 'fallback'
  | 'costUsd'
  | 'isCostLowerBound'
  | 'savedUsd'
  | 'baseline'
>

export type ChatMessage = UIMessage<{ routed?: Routed }>

/** The decision without what a browser need not know: ids, and every attempt. */
export function toRouted(metadata: SignalboxMetadata): Routed {
  const { model, tier, task, reason, escalated, fallback, costUsd, isCostLowerBound, savedUsd, baseline } = metadata
  return { model, tier, task, reason, escalated, fallback, costUsd, isCostLowerBound, savedUsd, baseline }
}
