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

/**
 * A conversation as far as a browser is believed: its words. What else its parts carry, marks and signatures above all, says which
 * model made them and so who answers next; and results of tools are the server's to write.
 */
export function toWords(messages: readonly ChatMessage[]): ChatMessage[] {
  return messages
    .map(({ id, role, parts }) => ({
      id,
      role,
      parts: parts.flatMap((part) => (part.type === 'text' ? [{ type: part.type, text: part.text }] : [])),
    }))
    .filter(({ parts }) => parts.length > 0)
}

/** The decision without what a browser need not know: ids, and every attempt. */
export function toRouted(metadata: SignalboxMetadata): Routed {
  const { model, tier, task, reason, escalated, fallback, costUsd, isCostLowerBound, savedUsd, baseline } = metadata
  return { model, tier, task, reason, escalated, fallback, costUsd, isCostLowerBound, savedUsd, baseline }
}
