import type { BaseMessage } from '@langchain/core/messages'
import type { SignalboxResponseMetadata } from './response-metadata.ts'

/** Who gave a message, why, for what and instead of what; undefined for messages that did not come through a router. */
export function decisionOf(message: BaseMessage): SignalboxResponseMetadata | undefined {
  const { signalbox } = message.response_metadata as { readonly signalbox?: Partial<SignalboxResponseMetadata> }
  return typeof signalbox?.target === 'string' && Array.isArray(signalbox.attempts)
    ? (signalbox as SignalboxResponseMetadata)
    : undefined
}
