import type { Dialect, PartReader } from '@signalbox/core'
import { openAnthropicReader } from './anthropic-reader.ts'
import type { HttpPart } from './http-part.ts'
import { openOpenaiChatReader } from './openai-chat-reader.ts'
import { openOpenaiResponsesReader } from './openai-responses-reader.ts'
import { splice } from './splice.ts'
import { toFacts } from '../call/to-facts.ts'

const openers = {
  'openai-chat': openOpenaiChatReader,
  'openai-responses': openOpenaiResponsesReader,
  'anthropic-messages': openAnthropicReader,
} as const

/** One dialect for all upstreams: every part says what it is written in, since one request may go to targets of several. */
export const httpDialect: Dialect<HttpPart> = {
  open: () => {
    let reader: PartReader<HttpPart> | undefined
    return {
      read: (part, notes) => {
        reader ??= openers[part.dialect]()
        reader.read(part, notes)
      },
      dry: (notes) => reader?.dry?.(notes),
    }
  },
  toFacts,
  splice,
}
