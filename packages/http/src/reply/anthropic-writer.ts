import type { FinishReason, Usage } from '@signalbox/core'
import type { FrameWriter, ReplyEnding, ReplyOpening, WholeReply } from './frame-writer.ts'
import { isObject, type Json } from './json-shapes.ts'
import { parseFrame } from './parse-json.ts'
import { type BlockStep, createReplyBlocks, type ReplyBlock } from './reply-blocks.ts'
import { toSseFrame } from './sse-frame.ts'

/** Anthropic messages as a stream: named events, one block after another. */
export function openAnthropicFrames(): FrameWriter {
  const blocks = createReplyBlocks()
  return {
    open: (opening) => frame('message_start', { message: toMessage(opening, [], null, toUsage(opening.usage)) }),
    // Text without text has log-probabilities only, which are not told here.
    write: (said) => ('text' in said && said.text === '' ? '' : blocks.add(said).map(toFrame).join('')),
    end: (ending) =>
      blocks.close().map(toFrame).join('') +
      frame('message_delta', {
        delta: toStop(ending, blocks.all),
        usage: toUsage(ending.usage, ending.costUsd),
      }) +
      frame('message_stop', {}),
  }
}

/** A whole message. */
export function toAnthropicReply({ opening, blocks, ending }: WholeReply): Json {
  return toMessage(
    opening,
    blocks.filter(({ kind, text }) => kind === 'tool' || text !== '').map(toContent),
    toStop(ending, blocks),
    toUsage(ending.usage, ending.costUsd),
  )
}

function toFrame(step: BlockStep): string {
  const { index, block } = step
  if (step.step === 'open') return frame('content_block_start', { index, content_block: toEmptyContent(block) })
  if (step.step === 'close') return frame('content_block_stop', { index })
  return step.more === '' ? '' : frame('content_block_delta', { index, delta: toDelta(block, step.more) })
}

function frame(type: string, data: Json): string {
  return toSseFrame({ type, ...data }, type)
}

function toMessage({ id, model }: ReplyOpening, content: readonly Json[], stop: Json | null, usage: Json): Json {
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content,
    stop_reason: null,
    stop_sequence: null,
    ...stop,
    usage,
  }
}

function toEmptyContent(block: ReplyBlock): Json {
  if (block.kind === 'tool') return { type: 'tool_use', id: block.id, name: block.name, input: {} }
  return block.kind === 'reasoning'
    ? { type: 'thinking', thinking: '', signature: '' }
    : { type: 'text', text: '', citations: null }
}

function toDelta({ kind }: ReplyBlock, more: string): Json {
  if (kind === 'tool') return { type: 'input_json_delta', partial_json: more }
  return kind === 'reasoning' ? { type: 'thinking_delta', thinking: more } : { type: 'text_delta', text: more }
}

function toContent(block: ReplyBlock): Json {
  const empty = toEmptyContent(block)
  if (block.kind === 'tool') return { ...empty, input: toInput(block.text) }
  return block.kind === 'reasoning' ? { ...empty, thinking: block.text } : { ...empty, text: block.text }
}

/** What is no object, a model's slip, is kept for whoever checks the input. */
function toInput(argumentsJson: string): Json {
  if (argumentsJson === '') return {}
  const input = parseFrame<Json>(argumentsJson)
  return isObject(input) ? input : { raw: argumentsJson }
}

function toStop({ reason, stopSequence }: ReplyEnding, blocks: readonly ReplyBlock[]): Json {
  const isRefusal = blocks.some(({ kind }) => kind === 'refusal')
  const hasSequence = reason === 'stop' && stopSequence !== undefined && !isRefusal
  return {
    stop_reason: isRefusal ? 'refusal' : hasSequence ? 'stop_sequence' : toStopReason(reason),
    stop_sequence: hasSequence ? stopSequence : null,
  }
}

function toStopReason(reason: FinishReason): string {
  switch (reason) {
    case 'length':
      return 'max_tokens'
    case 'tool-calls':
      return 'tool_use'
    case 'content-filter':
      return 'refusal'
    default:
      return 'end_turn'
  }
}

/** Anthropic's `input_tokens` leaves cached tokens out. Its clients count on numbers, so what nobody knows is 0 here. */
function toUsage(usage: Usage = {}, costUsd?: number): Json {
  const { inputTokens = 0, outputTokens = 0, cacheReadTokens = 0, cacheWriteTokens = 0 } = usage
  return {
    input_tokens: Math.max(0, inputTokens - cacheReadTokens - cacheWriteTokens),
    cache_creation_input_tokens: cacheWriteTokens,
    cache_read_input_tokens: cacheReadTokens,
    output_tokens: outputTokens,
    ...(costUsd !== undefined && { cost: costUsd }),
  }
}
