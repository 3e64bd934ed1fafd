import type { Usage } from '@signalbox/core'
import type { DialectName } from '../call/upstream.ts'
import { openAnthropicFrames, toAnthropicReply } from './anthropic-writer.ts'
import type { FrameWriter, ReplyEnding, ReplyOpening, Said, WholeReply } from './frame-writer.ts'
import type { Json } from './json-shapes.ts'
import { openOpenaiChatFrames, toOpenaiChatReply } from './openai-chat-writer.ts'
import { toOpenaiResponsesReply } from './openai-responses-reply.ts'
import { openOpenaiResponsesFrames } from './openai-responses-writer.ts'
import { createReplyBlocks } from './reply-blocks.ts'
import type { ReplyEvent } from './reply-event.ts'
import type { ReplyWriter, ReplyWriterOptions } from './reply-writer.ts'
import { createToolSequencer } from './sequence-tools.ts'

interface Wire {
  readonly openFrames: (wantsUsage: boolean) => FrameWriter
  readonly toBody: (reply: WholeReply) => Json
}

const wires: Readonly<Record<DialectName, Wire>> = {
  'openai-chat': { openFrames: openOpenaiChatFrames, toBody: toOpenaiChatReply },
  'openai-responses': { openFrames: openOpenaiResponsesFrames, toBody: toOpenaiResponsesReply },
  'anthropic-messages': { openFrames: openAnthropicFrames, toBody: toAnthropicReply },
}

/** Writes a reply in this dialect. Errors are not written: the host tells them in its own words, and nothing follows them. */
export function createReplyWriter(dialect: DialectName, options: ReplyWriterOptions): ReplyWriter {
  const { openFrames, toBody } = wires[dialect]
  const told = openTelling(options)
  const frames = openFrames(options.wantsUsage)
  let isOpen = false
  let isClosed = false
  const open = (): string => {
    if (isOpen) return ''
    isOpen = true
    return frames.open(told.opening())
  }
  const write = (said: readonly Said[]): string => said.map((one) => open() + frames.write(one)).join('')
  const close = (): string => {
    if (isClosed || !told.isEnded()) return ''
    isClosed = true
    return write(told.rest()) + open() + frames.end(told.ending())
  }
  return {
    close,
    frames: (events) => {
      let text = ''
      for (const event of events) {
        // What a provider says behind an error of its own must not end the reply as if it were whole.
        if (event.kind === 'error') isClosed = true
        if (!isClosed) text += write(told.take(event))
        // Usage behind the end is the last word of a reply. One before it may be an early count: `close` writes what is owed.
        if (event.kind === 'usage') text += close()
      }
      return text
    },
    body: (events) => {
      const whole = openTelling(options)
      const blocks = createReplyBlocks()
      for (const said of [...events.flatMap(whole.take), ...whole.rest()]) blocks.add(said)
      return toBody({ opening: whole.opening(), blocks: blocks.all, ending: whole.ending() })
    },
  }
}

/** A reply as it is told: what is content goes on in order, the rest is kept until its place comes. */
interface Telling {
  readonly take: (event: ReplyEvent) => readonly Said[]
  readonly rest: () => readonly Said[]
  readonly opening: () => ReplyOpening
  readonly isEnded: () => boolean
  readonly ending: () => ReplyEnding
}

function openTelling({ id, model, createdSeconds, costUsd }: ReplyWriterOptions): Telling {
  const sequencer = createToolSequencer()
  let replyId: string | undefined
  let replyModel: string | undefined
  let usage: Usage | undefined
  let end: Extract<ReplyEvent, { kind: 'end' }> | undefined
  let hasCalls = false
  const toSaid = (event: ReplyEvent): readonly Said[] => {
    switch (event.kind) {
      case 'start':
        replyId ??= event.id
        replyModel ??= event.model
        return []
      case 'usage':
        usage = event.usage
        return []
      case 'end':
        end = event
        return []
      case 'error':
      case 'other':
        return []
      case 'text':
        return event.text === '' && event.logprobs === undefined ? [] : [event]
      case 'refusal':
      case 'reasoning':
        return event.text === '' ? [] : [event]
      case 'tool-start':
        hasCalls = true
        return [{ ...event, id: event.id === '' ? `call_${id}_${event.index}` : event.id }]
      default:
        return [event]
    }
  }
  return {
    take: (event) => toSaid(event).flatMap(sequencer.next),
    rest: sequencer.rest,
    opening: () => ({ id: replyId ?? id, model: replyModel ?? model, createdSeconds, usage }),
    isEnded: () => end !== undefined,
    ending: () => {
      const reason = end?.finish.reason ?? 'other'
      return {
        // Some providers say `stop` behind a call; clients wait for the word to make it.
        reason: reason === 'stop' && hasCalls ? 'tool-calls' : reason,
        stopSequence: end?.stopSequence,
        usage,
        costUsd: costUsd?.(),
      }
    },
  }
}
