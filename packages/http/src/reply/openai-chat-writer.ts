import type { FinishReason, Usage } from '@signalbox/core'
import type { FrameWriter, ReplyEnding, ReplyOpening, Said, WholeReply } from './frame-writer.ts'
import type { Json } from './json-shapes.ts'
import { toOpenaiLogprobs } from './openai-logprobs.ts'
import type { ReplyBlock, TextBlock } from './reply-blocks.ts'
import { chatEnd, toSseFrame } from './sse-frame.ts'

/** OpenAI chat completions as a stream: chunks, the usage in one of its own when it is wanted, `[DONE]`. */
export function openOpenaiChatFrames(wantsUsage: boolean): FrameWriter {
  let envelope: Json = {}
  const chunk = (delta: Json, finish: string | null = null, logprobs: Json | null = null): string =>
    toSseFrame({
      ...envelope,
      choices: [{ index: 0, delta, logprobs, finish_reason: finish }],
      ...(wantsUsage && { usage: null }),
    })
  return {
    open: (opening) => {
      envelope = toEnvelope(opening, 'chat.completion.chunk')
      return chunk({ role: 'assistant', content: '', refusal: null })
    },
    write: (said) => {
      const delta = toDelta(said)
      const logprobs = said.kind === 'text' && said.logprobs !== undefined ? said.logprobs : undefined
      return delta && chunk(delta, null, logprobs && { content: toOpenaiLogprobs(logprobs), refusal: null })
    },
    end: ({ reason, usage, costUsd }) => {
      const usageChunk =
        wantsUsage && usage !== undefined
          ? toSseFrame({ ...envelope, choices: [], usage: toUsage(usage, costUsd) })
          : ''
      return chunk({}, toFinish(reason)) + usageChunk + chatEnd
    },
  }
}

/** A whole chat completion. */
export function toOpenaiChatReply({ opening, blocks, ending }: WholeReply): Json {
  const text = textOf(blocks, 'text')
  const refusal = textOf(blocks, 'refusal')
  const reasoning = textOf(blocks, 'reasoning')
  const calls = blocks.flatMap((block) => (block.kind === 'tool' ? [toCall(block.id, block.name, block.text)] : []))
  const logprobs = blocks.flatMap((block) => (block.kind === 'text' ? block.logprobs : []))
  const isOther = text === '' && (calls.length > 0 || refusal !== '')
  return {
    ...toEnvelope(opening, 'chat.completion'),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: isOther ? null : text,
          refusal: refusal === '' ? null : refusal,
          ...(reasoning !== '' && { reasoning_content: reasoning }),
          ...(calls.length > 0 && { tool_calls: calls }),
        },
        logprobs: logprobs.length === 0 ? null : { content: toOpenaiLogprobs(logprobs), refusal: null },
        finish_reason: toFinish(ending.reason),
      },
    ],
    ...(ending.usage !== undefined && { usage: toUsage(ending.usage, ending.costUsd) }),
  }
}

function toEnvelope({ id, model, createdSeconds }: ReplyOpening, object: string): Json {
  return { id, object, created: createdSeconds, model }
}

/** '' = nothing to say. */
function toDelta(said: Said): Json | '' {
  switch (said.kind) {
    case 'text':
      return { content: said.text }
    case 'refusal':
      return { refusal: said.text }
    case 'reasoning':
      // Not OpenAI's own; the name DeepSeek gave it is the one most clients read.
      return said.text && { reasoning_content: said.text }
    case 'tool-start':
      return { tool_calls: [{ index: said.index, ...toCall(said.id, said.name, '') }] }
    case 'tool-delta':
      return (
        said.argumentsJson && {
          tool_calls: [{ index: said.index, function: { arguments: said.argumentsJson } }],
        }
      )
    case 'tool-end':
      return ''
  }
}

function toCall(id: string, name: string, argumentsJson: string): Json {
  return { id, type: 'function', function: { name, arguments: argumentsJson } }
}

function textOf(blocks: readonly ReplyBlock[], kind: TextBlock['kind']): string {
  return blocks.flatMap((block) => (block.kind === kind ? [block.text] : [])).join('')
}

function toFinish(reason: FinishReason): string {
  switch (reason) {
    case 'length':
      return 'length'
    case 'tool-calls':
      return 'tool_calls'
    case 'content-filter':
      return 'content_filter'
    default:
      return 'stop'
  }
}

/** OpenAI's clients count on numbers, so what nobody knows is 0 here. */
function toUsage(usage: Usage, costUsd: ReplyEnding['costUsd']): Json {
  const { inputTokens = 0, outputTokens = 0, cacheReadTokens, reasoningTokens } = usage
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    ...(cacheReadTokens !== undefined && { prompt_tokens_details: { cached_tokens: cacheReadTokens } }),
    ...(reasoningTokens !== undefined && { completion_tokens_details: { reasoning_tokens: reasoningTokens } }),
    ...(costUsd !== undefined && { cost: costUsd }),
  }
}
