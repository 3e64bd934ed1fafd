import type { Notes, PartReader } from '@signalbox/core'
import type { Carrier } from '../call/carrier.ts'
import { UpstreamError } from '../call/upstream-error.ts'
import type { DialectName } from '../call/upstream.ts'
import type { HttpPart } from './http-part.ts'
import { openReplyEvents } from './open-reply-events.ts'
import { countPlainTexts } from './plain-text.ts'
import type { ReplyEvent } from './reply-event.ts'

/** What the core notes of a reply, in any dialect. Once it has content, frames that are plainly text are not parsed unless their text is wanted. @param onId told the ids of the reply and of its calls */
export function openReader(dialect: DialectName, onId?: (id: string) => void, carrier?: Carrier): PartReader<HttpPart> {
  const events = openReplyEvents(dialect, carrier)
  const note = createNoter()
  let hasContent = false
  let isEmpty = true
  return {
    read: (part, notes) => {
      if (part.account !== undefined) notes.account(part.account)
      const texts = hasContent && !notes.wantsText && part.kind === 'events' ? countPlainTexts(dialect, part.raw) : 0
      for (let n = 0; n < texts; n++) notes.content()
      if (texts > 0) return
      for (const event of events.read(part)) {
        if (event.kind === 'text') hasContent = true
        if ('id' in event && event.id !== undefined) onId?.(event.id)
        isEmpty &&= saysNothing(event)
        note(isEmpty && carrier?.stopsWhatBreaksOff === true ? toBreak(event) : event, notes)
      }
    },
  }
}

/** Of nothing that an answer is made of. */
function saysNothing(event: ReplyEvent): boolean {
  return event.kind === 'text'
    ? event.text === ''
    : event.kind === 'start' || event.kind === 'usage' || event.kind === 'end'
}

/** A `stop` behind nothing at all is the end of a connection. */
function toBreak(event: ReplyEvent): ReplyEvent {
  return event.kind === 'end' && event.finish.reason === 'stop'
    ? { kind: 'error', error: new UpstreamError('the reply ended before it said anything', { transport: 'ended' }) }
    : event
}

function createNoter(): (event: ReplyEvent, notes: Notes) => void {
  const tools = new Map<number, { readonly name: string; argumentsJson: string }>()
  return (event, notes) => {
    switch (event.kind) {
      case 'start':
        if (event.model !== undefined) notes.servedModel(event.model)
        return
      case 'text':
        if (event.text !== '') notes.content(event.text)
        if (event.logprobs !== undefined) notes.logprobs(event.logprobs.map(({ logprob }) => logprob))
        return
      case 'refusal':
        return notes.content(event.text)
      // They show that the model is at work; they are no part of the answer.
      case 'reasoning':
      case 'other':
        return notes.content()
      case 'tool-start':
        tools.set(event.index, { name: event.name, argumentsJson: '' })
        return notes.content()
      case 'tool-delta': {
        const tool = tools.get(event.index)
        if (tool !== undefined) tool.argumentsJson += event.argumentsJson
        return notes.content()
      }
      case 'tool-end': {
        const tool = tools.get(event.index)
        tools.delete(event.index)
        return tool && notes.toolCall(tool.name, tool.argumentsJson)
      }
      case 'usage':
        return notes.usage(event.usage)
      case 'end':
        return notes.end(event.finish)
      case 'error':
        return notes.failed(event.error)
    }
  }
}
