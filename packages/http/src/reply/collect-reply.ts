import type { Finish, PlainReply, Usage } from '@signalbox/core'
import { httpDialect } from './http-dialect.ts'
import type { HttpPart } from './http-part.ts'

/** The answer in a list of parts, of either dialect, streamed or whole. */
export function collectReply(parts: readonly HttpPart[]): PlainReply {
  const reader = httpDialect.open()
  const toolCalls: { name: string; argumentsJson: string }[] = []
  let text = ''
  let usage: Usage | undefined
  let finish: Finish | undefined
  let servedModel: string | undefined
  const notes = {
    wantsText: true,
    content: (more?: string) => void (text += more ?? ''),
    toolCall: (name: string, argumentsJson: string) => void toolCalls.push({ name, argumentsJson }),
    logprobs: () => {},
    usage: (value: Usage) => void (usage = value),
    servedModel: (id: string) => void (servedModel = id),
    account: () => {},
    end: (value: Finish) => void (finish = value),
    failed: () => {},
  }
  for (const part of parts) reader.read(part, notes)
  return { text, toolCalls, usage, finish, servedModel }
}
