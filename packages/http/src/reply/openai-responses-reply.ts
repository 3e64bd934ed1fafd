import type { Usage } from '@signalbox/core'
import { ownReasoningIdPrefix } from '../request/signed-thinking.ts'
import type { ReplyEnding, WholeReply } from './frame-writer.ts'
import type { Json } from './json-shapes.ts'
import { toOpenaiLogprobs } from './openai-logprobs.ts'
import type { ReplyBlock, TextBlock } from './reply-blocks.ts'

/** A whole response; without an ending one that has only begun. */
export function toOpenaiResponsesReply({
  opening,
  blocks,
  ending,
}: Omit<WholeReply, 'ending'> & { readonly ending: ReplyEnding | undefined }): Json {
  const { id, model, createdSeconds } = opening
  const incomplete = ending && toIncomplete(ending)
  return {
    id,
    object: 'response',
    created_at: createdSeconds,
    status: ending === undefined ? 'in_progress' : incomplete === undefined ? 'completed' : 'incomplete',
    error: null,
    incomplete_details: incomplete ?? null,
    instructions: null,
    metadata: {},
    model,
    output: blocks.map((block, index) => toItem(block, idOf(id, block, index))),
    parallel_tool_calls: true,
    temperature: null,
    tool_choice: 'auto',
    tools: [],
    top_p: null,
    usage: ending?.usage === undefined ? null : toUsage(ending.usage, ending.costUsd),
  }
}

const idPrefixes = { text: 'msg_', refusal: 'msg_', reasoning: ownReasoningIdPrefix, tool: 'fc_' } as const

/** An item's id: the same in every event of it. */
export function idOf(responseId: string, { kind }: ReplyBlock, index: number): string {
  return `${idPrefixes[kind]}${responseId}_${index}`
}

/** One item of the output, as far as it has come. */
export function toItem(block: ReplyBlock, id: string, status: 'in_progress' | 'completed' = 'completed'): Json {
  const isDone = status === 'completed'
  switch (block.kind) {
    case 'tool':
      return { id, type: 'function_call', status, call_id: block.id, name: block.name, arguments: block.text }
    case 'reasoning':
      return { id, type: 'reasoning', summary: isDone ? [toPart(block)] : [] }
    default:
      return { id, type: 'message', status, role: 'assistant', content: isDone ? [toPart(block)] : [] }
  }
}

/** The one part of an item that has parts. */
export function toPart({ kind, text, logprobs }: TextBlock): Json {
  if (kind === 'reasoning') return { type: 'summary_text', text }
  if (kind === 'refusal') return { type: 'refusal', refusal: text }
  return { type: 'output_text', text, annotations: [], logprobs: toOpenaiLogprobs(logprobs) }
}

function toIncomplete({ reason }: ReplyEnding): Json | undefined {
  if (reason === 'length') return { reason: 'max_output_tokens' }
  return reason === 'content-filter' ? { reason: 'content_filter' } : undefined
}

/** OpenAI's clients count on numbers, so what nobody knows is 0 here. */
function toUsage(usage: Usage, costUsd: number | undefined): Json {
  const { inputTokens = 0, outputTokens = 0, cacheReadTokens = 0, reasoningTokens = 0 } = usage
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: cacheReadTokens },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: inputTokens + outputTokens,
    ...(costUsd !== undefined && { cost: costUsd }),
  }
}
