import { halves } from './halves.ts'
import { openaiWire, toLogprob } from './openai-wire.ts'
import type { PreparedReply, Wire } from './wire.ts'

/** OpenAI responses: named events, numbered; the last one holds the whole reply again, and there is no `[DONE]`. */
export const responsesWire: Wire = {
  ...openaiWire,
  malformedFrame: 'event: response.output_text.delta\ndata: {"type": "response.output_te\n\n',
  toBody: (reply) => toResponse(reply, statusOf(reply)),
  toFrames: (reply) => {
    let sequence = 0
    const frame = (type: string, data: Record<string, unknown>): string =>
      `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence++, ...data })}\n\n`
    const started = toResponse({ ...reply, text: '', toolCalls: [], sendsUsage: false }, 'in_progress')
    const opening = [
      frame('response.created', { response: started }),
      frame('response.in_progress', { response: started }),
    ]
    const content: string[] = []
    let output_index = 0
    if (reply.tokens.length > 0) {
      const place = { item_id: messageId(reply), output_index, content_index: 0 }
      const open =
        frame('response.output_item.added', {
          output_index,
          item: { ...toMessage(reply), status: 'in_progress', content: [] },
        }) + frame('response.content_part.added', { ...place, part: toText('') })
      for (const [index, token] of reply.tokens.entries()) {
        const logprobs = reply.logprobs === undefined ? [] : [toLogprob(token, reply.logprobs[index])]
        content.push(
          (index === 0 ? open : '') + frame('response.output_text.delta', { ...place, delta: token, logprobs }),
        )
      }
      content[content.length - 1] +=
        frame('response.output_text.done', { ...place, text: reply.text, logprobs: [] }) +
        frame('response.content_part.done', { ...place, part: toText(reply.text) }) +
        frame('response.output_item.done', { output_index, item: toMessage(reply) })
      output_index++
    }
    for (const call of reply.toolCalls) {
      const item = toCall(call)
      const place = { item_id: item.id, output_index }
      content.push(
        frame('response.output_item.added', { output_index, item: { ...item, status: 'in_progress', arguments: '' } }),
        ...halves(call.argumentsJson).map((delta) =>
          frame('response.function_call_arguments.delta', { ...place, delta }),
        ),
        frame('response.function_call_arguments.done', { ...place, name: call.name, arguments: call.argumentsJson }) +
          frame('response.output_item.done', { output_index, item }),
      )
      output_index++
    }
    const status = statusOf(reply)
    return {
      opening,
      content,
      closing: [],
      // Usage and the end come in one event.
      usage: [frame(`response.${status}`, { response: toResponse(reply, status) })],
      terminal: [],
    }
  },
  toErrorFrame: (status, message) =>
    `event: error\ndata: ${JSON.stringify({ type: 'error', code: codes[status] ?? 'server_error', message, param: null, sequence_number: 0 })}\n\n`,
}

const codes: Readonly<Record<number, string>> = { 429: 'rate_limit_exceeded', 529: 'server_is_overloaded' }

/** Why a reply may stop before its end. */
const incompleteReasons: Readonly<Partial<Record<PreparedReply['finish'], string>>> = {
  length: 'max_output_tokens',
  content_filter: 'content_filter',
}

function statusOf({ finish }: PreparedReply): 'completed' | 'incomplete' {
  return incompleteReasons[finish] === undefined ? 'completed' : 'incomplete'
}

function toResponse(reply: PreparedReply, status: 'in_progress' | 'completed' | 'incomplete'): Record<string, unknown> {
  const { id, createdSeconds, model, toolCalls, text, finish } = reply
  return {
    id,
    object: 'response',
    created_at: createdSeconds,
    status,
    error: null,
    incomplete_details: status === 'incomplete' ? { reason: incompleteReasons[finish] } : null,
    model,
    output: [...(text === '' ? [] : [toMessage(reply)]), ...toolCalls.map(toCall)],
    parallel_tool_calls: true,
    tools: [],
    usage: reply.sendsUsage ? toUsage(reply) : null,
  }
}

function messageId({ id }: PreparedReply): string {
  return id.replace(/^resp_/, 'msg_')
}

function toMessage(reply: PreparedReply): Record<string, unknown> {
  const logprobs = reply.logprobs && reply.tokens.map((token, index) => toLogprob(token, reply.logprobs?.[index]))
  return {
    id: messageId(reply),
    type: 'message',
    status: 'completed',
    role: 'assistant',
    content: [{ ...toText(reply.text), ...(logprobs && { logprobs }) }],
  }
}

function toText(text: string): Record<string, unknown> {
  return { type: 'output_text', text, annotations: [] }
}

function toCall({ id, name, argumentsJson }: PreparedReply['toolCalls'][number]): {
  readonly id: string
  readonly [field: string]: unknown
} {
  return { id: `fc_${id}`, type: 'function_call', status: 'completed', call_id: id, name, arguments: argumentsJson }
}

function toUsage({ usage }: PreparedReply): unknown {
  return {
    input_tokens: usage.inputTokens,
    input_tokens_details: { cached_tokens: usage.cacheReadTokens ?? 0 },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens ?? 0 },
    total_tokens: usage.inputTokens + usage.outputTokens,
  }
}
