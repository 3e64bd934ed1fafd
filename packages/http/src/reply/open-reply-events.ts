import type { Carrier } from '../call/carrier.ts'
import type { DialectName } from '../call/upstream.ts'
import { openAnthropicEvents } from './open-anthropic-events.ts'
import { openOpenaiChatEvents } from './open-openai-chat-events.ts'
import { openOpenaiResponsesEvents } from './open-openai-responses-events.ts'
import type { ReplyEvents } from './reply-events.ts'

const openers = {
  'openai-chat': openOpenaiChatEvents,
  'openai-responses': openOpenaiResponsesEvents,
  'anthropic-messages': openAnthropicEvents,
} as const

/** What a reply in this dialect says, part by part. */
export function openReplyEvents(dialect: DialectName, carrier?: Carrier): ReplyEvents {
  return openers[dialect](carrier)
}
