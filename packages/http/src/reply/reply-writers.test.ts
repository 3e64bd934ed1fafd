import Anthropic from '@anthropic-ai/sdk'
import { createMockFetch, createMockProvider, type MockAnswer } from '@signalbox/mock-providers'
import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import type { DialectName } from '../call/upstream.ts'
import { createReplyWriter } from './create-reply-writer.ts'
import { fromFrames } from './events-part.ts'
import type { HttpPart } from './http-part.ts'
import { openReplyEvents } from './open-reply-events.ts'
import type { ReplyEvent } from './reply-event.ts'
import type { ReplyWriter } from './reply-writer.ts'

/** What one provider says, written for another's clients: the judges are the clients' own SDKs. */
const dialects = ['openai-chat', 'openai-responses', 'anthropic-messages'] as const

const usage = { inputTokens: 100, outputTokens: 7, cacheReadTokens: 40 }
const answers = {
  text: { text: 'Signals are set at danger.', usage },
  unicode: { text: '信号は青 🚦👩‍🚒 e\u0301 𠮷 "quoted" \\ \u2028', usage },
  calls: {
    text: 'Let me look.',
    toolCalls: [
      { id: 'call_1', name: 'find', argumentsJson: '{"id":7,"deep":{"list":[1,2]}}' },
      { id: 'call_2', name: 'find', argumentsJson: '{"id":8}' },
    ],
    usage,
  },
  'a call without arguments': { toolCalls: [{ id: 'call_1', name: 'now', argumentsJson: '{}' }], usage },
  length: { text: 'Cut off', finish: 'length', usage },
  'a filter': { text: 'Cut', finish: 'content_filter', usage },
} satisfies Record<string, MockAnswer>
type AnswerName = keyof typeof answers

const ask = createMockFetch({
  'http://mock.test/v1': createMockProvider({
    name: 'mock',
    models: Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, { answer }])),
  }),
})
const paths = { 'openai-chat': 'chat/completions', 'openai-responses': 'responses', 'anthropic-messages': 'messages' }

async function askMock(dialect: DialectName, model: string, stream: boolean): Promise<HttpPart> {
  const question = [{ role: 'user', content: 'Well?' }]
  const response = await ask(`http://mock.test/v1/${paths[dialect]}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer k', 'x-api-key': 'k' },
    body: JSON.stringify({
      model,
      stream,
      max_tokens: 100,
      [dialect === 'openai-responses' ? 'input' : 'messages']: question,
      ...(dialect === 'openai-chat' && stream && { stream_options: { include_usage: true } }),
      ...(dialect === 'openai-chat' && { logprobs: true }),
      ...(dialect === 'openai-responses' && { include: ['message.output_text.logprobs'] }),
    }),
  })
  const text = await response.text()
  return stream ? fromFrames(dialect, text) : { kind: 'body', dialect, body: JSON.parse(text) as unknown }
}

const writerOf = (dialect: DialectName): ReplyWriter =>
  createReplyWriter(dialect, {
    id: 'id_1',
    model: 'asked-for',
    createdSeconds: 1_800_000_000,
    wantsUsage: true,
    costUsd: () => 0.25,
  })

/** Events one by one, as slowly as they may come. */
function write(dialect: DialectName, events: readonly ReplyEvent[]): string {
  const writer = writerOf(dialect)
  return events.map((event) => writer.frames([event])).join('') + writer.close()
}

/** A server that answers these events, whatever it is asked. */
function serve(dialect: DialectName, events: readonly ReplyEvent[]): typeof globalThis.fetch {
  return async (_input, init) => {
    const { stream } = JSON.parse(String(init?.body)) as { readonly stream?: boolean }
    return stream === true
      ? new Response(write(dialect, events), { headers: { 'content-type': 'text/event-stream' } })
      : Response.json(writerOf(dialect).body(events))
  }
}

interface Seen {
  readonly model: string
  readonly text: string
  readonly refusal?: string | undefined
  readonly reasoning?: string | undefined
  readonly calls: readonly { readonly id: string; readonly name: string; readonly input: unknown }[]
  readonly finish: string | null | undefined
  readonly usage: unknown
  readonly logprobs?: readonly string[] | undefined
}

type Client = (fetch: typeof globalThis.fetch, stream: boolean) => Promise<Seen>
const key = { apiKey: 'k', maxRetries: 0 }
const model = 'm'

const clients: Readonly<Record<DialectName, Client>> = {
  'openai-chat': async (fetch, stream) => {
    const { completions } = new OpenAI({ ...key, fetch }).chat
    const given = { model, messages: [{ role: 'user' as const, content: 'Well?' }] }
    let reasoning = ''
    const read = (message: object | undefined): void =>
      void (reasoning += (message as { reasoning_content?: string } | undefined)?.reasoning_content ?? '')
    // The SDK knows no reasoning, and keeps the last piece of what it does not know.
    const reply = stream
      ? await completions
          .stream({ ...given, stream_options: { include_usage: true } })
          .on('chunk', ({ choices: [choice] }) => read(choice?.delta))
          .finalChatCompletion()
      : await completions.create(given)
    if (!stream) read(reply.choices[0]?.message)
    const [choice] = reply.choices
    const message = choice?.message
    return {
      model: reply.model,
      text: message?.content ?? '',
      refusal: message?.refusal ?? undefined,
      reasoning,
      calls: (message?.tool_calls ?? []).flatMap((call) =>
        call.type === 'function'
          ? [{ id: call.id, name: call.function.name, input: JSON.parse(call.function.arguments) as unknown }]
          : [],
      ),
      finish: choice?.finish_reason,
      usage: reply.usage,
      logprobs: choice?.logprobs?.content?.map(({ token }) => token),
    }
  },
  'openai-responses': async (fetch, stream) => {
    const { responses } = new OpenAI({ ...key, fetch })
    const given = { model, input: 'Well?' }
    const reply = stream ? await responses.stream(given).finalResponse() : await responses.create(given)
    const contents = reply.output.flatMap((item) => (item.type === 'message' ? item.content : []))
    const logprobs = contents.flatMap((part) => (part.type === 'output_text' ? (part.logprobs ?? []) : []))
    return {
      model: reply.model,
      text: reply.output_text,
      refusal: contents.flatMap((part) => (part.type === 'refusal' ? [part.refusal] : [])).at(0),
      reasoning: reply.output.flatMap((item) => (item.type === 'reasoning' ? item.summary : [])).at(0)?.text,
      calls: reply.output.flatMap((item) =>
        item.type === 'function_call'
          ? [{ id: item.call_id, name: item.name, input: JSON.parse(item.arguments) as unknown }]
          : [],
      ),
      finish: reply.incomplete_details?.reason ?? reply.status,
      usage: reply.usage,
      logprobs: logprobs.length === 0 ? undefined : logprobs.map(({ token }) => token),
    }
  },
  'anthropic-messages': async (fetch, stream) => {
    const { messages } = new Anthropic({ ...key, fetch })
    const given = { model, max_tokens: 100, messages: [{ role: 'user' as const, content: 'Well?' }] }
    let told: object = {}
    // The SDK adds up the usage it knows, and leaves out the cost.
    const reply = stream
      ? await messages
          .stream(given)
          .on('streamEvent', (event) => void (told = event.type === 'message_delta' ? event.usage : told))
          .finalMessage()
      : await messages.create(given)
    return {
      model: reply.model,
      text: reply.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join(''),
      reasoning: reply.content.flatMap((block) => (block.type === 'thinking' ? [block.thinking] : [])).at(0),
      calls: reply.content.flatMap((block) =>
        block.type === 'tool_use' ? [{ id: block.id, name: block.name, input: block.input }] : [],
      ),
      finish: reply.stop_reason,
      usage: { ...told, ...reply.usage },
    }
  },
}

const finishes: Readonly<Record<DialectName, Readonly<Record<AnswerName, string>>>> = {
  'openai-chat': {
    text: 'stop',
    unicode: 'stop',
    calls: 'tool_calls',
    'a call without arguments': 'tool_calls',
    length: 'length',
    'a filter': 'content_filter',
  },
  'openai-responses': {
    text: 'completed',
    unicode: 'completed',
    calls: 'completed',
    'a call without arguments': 'completed',
    length: 'max_output_tokens',
    'a filter': 'content_filter',
  },
  'anthropic-messages': {
    text: 'end_turn',
    unicode: 'end_turn',
    calls: 'tool_use',
    'a call without arguments': 'tool_use',
    length: 'max_tokens',
    'a filter': 'refusal',
  },
}

const usages: Readonly<Record<DialectName, object>> = {
  'openai-chat': {
    prompt_tokens: 100,
    completion_tokens: 7,
    total_tokens: 107,
    prompt_tokens_details: { cached_tokens: 40 },
    cost: 0.25,
  },
  'openai-responses': {
    input_tokens: 100,
    output_tokens: 7,
    total_tokens: 107,
    input_tokens_details: { cached_tokens: 40 },
    cost: 0.25,
  },
  'anthropic-messages': { input_tokens: 60, cache_read_input_tokens: 40, output_tokens: 7, cost: 0.25 },
}

const pairs = dialects.flatMap((source) => dialects.map((target) => [source, target] as const))
const ways = ['streamed', 'whole'] as const

describe.each(pairs)('%s for a client of %s', (source, target) => {
  describe.each(ways)('%s', (way) => {
    const stream = way === 'streamed'
    it.each(Object.keys(answers) as AnswerName[])('%s', async (name) => {
      const answer: MockAnswer = answers[name]
      const events = openReplyEvents(source).read(await askMock(source, name, stream))
      const seen = await clients[target](serve(target, events), stream)
      expect(seen).toMatchObject({
        model: name,
        text: answer.text ?? '',
        calls: (answer.toolCalls ?? []).map(({ id, name: tool, argumentsJson }) => ({
          id,
          name: tool,
          input: JSON.parse(argumentsJson) as unknown,
        })),
        finish: finishes[target][name],
        usage: usages[target],
      })
      if (source !== 'anthropic-messages' && target !== 'anthropic-messages' && answer.text !== undefined)
        expect(seen.logprobs?.join('')).toBe(answer.text)
    })

    it('reasoning and a refusal', async () => {
      const said: readonly ReplyEvent[] = [
        { kind: 'start', id: 'r', model: 'thinker' },
        { kind: 'reasoning', text: 'They want ' },
        { kind: 'reasoning', text: 'a bomb.' },
        { kind: 'refusal', text: 'I will ' },
        { kind: 'refusal', text: 'not.' },
        { kind: 'end', finish: { reason: 'stop' } },
      ]
      // The source's own words for it; Anthropic's for a refusal is text and its stop reason.
      const part: HttpPart = stream
        ? fromFrames(source, write(source, said))
        : { kind: 'body', dialect: source, body: writerOf(source).body(said) }
      const seen = await clients[target](serve(target, openReplyEvents(source).read(part)), stream)
      expect(seen.model).toBe('thinker')
      expect(seen.reasoning).toBe('They want a bomb.')
      expect(seen.text + (seen.refusal ?? '')).toBe('I will not.')
      if (source !== 'anthropic-messages' && target !== 'anthropic-messages') expect(seen.refusal).toBe('I will not.')
      if (target === 'anthropic-messages') expect(seen.finish).toBe('refusal')
    })
  })
})
