import { InMemoryCache } from '@langchain/core/caches'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import {
  AIMessage,
  AIMessageChunk,
  HumanMessage,
  SystemMessage,
  ToolMessage,
  type BaseMessage,
} from '@langchain/core/messages'
import { RunnableLambda } from '@langchain/core/runnables'
import { tool } from '@langchain/core/tools'
import { expect } from 'vitest'
import { z } from 'zod'

/** What a case works with: a fresh model, with fields of the host's own where it wants some. */
export type MakeModel = (fields?: { readonly cache?: InMemoryCache; readonly streaming?: boolean }) => BaseChatModel

/** A case of LangChain's standard tests for chat models, in our words: holds for any chat model; what it answers is compared. */
export interface StandardCase {
  readonly name: string
  readonly run: (make: MakeModel) => Promise<unknown>
}

const adder = z.object({ a: z.number().int(), b: z.number().int() })
const add = tool(({ a, b }: z.infer<typeof adder>) => String(a + b), {
  name: 'math_addition',
  description: 'Adds two integers.',
  schema: adder,
})
const openAiTool = {
  type: 'function' as const,
  function: {
    name: 'math_addition',
    description: 'Adds two integers.',
    parameters: {
      type: 'object',
      properties: { a: { type: 'integer' }, b: { type: 'integer' } },
      required: ['a', 'b'],
    },
  },
}

async function collect(stream: AsyncIterable<AIMessageChunk>): Promise<AIMessageChunk> {
  let sum: AIMessageChunk | undefined
  for await (const chunk of stream) {
    expect(AIMessageChunk.isInstance(chunk)).toBe(true)
    sum = sum?.concat(chunk) ?? chunk
  }
  if (sum === undefined) throw new Error('The stream was empty.')
  return sum
}

/** What is compared: everything but ids, and what only the router says. */
export function essence(message: AIMessage): unknown {
  const {
    content,
    usage_metadata: usage,
    tool_calls: calls = [],
    invalid_tool_calls: invalid,
    response_metadata,
  } = message
  const { model_provider, finish_reason, stop_reason } = response_metadata as Record<string, unknown>
  return {
    content: Array.isArray(content) ? content.map(({ id: _, ...block }) => block) : content,
    usage,
    calls: calls.map(({ name, args, type }) => ({ name, args, type })),
    invalid,
    model_provider,
    finish_reason,
    stop_reason,
  }
}

function expectUsage({ usage_metadata: usage }: AIMessage): void {
  expect(usage?.input_tokens).toEqual(expect.any(Number))
  expect(usage?.output_tokens).toEqual(expect.any(Number))
  expect(usage?.total_tokens).toBe((usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0))
}

function expectCall({ tool_calls: calls }: AIMessage, name: string): void {
  expect(calls?.[0]).toMatchObject({ name, args: expect.any(Object), type: 'tool_call' })
  expect(calls?.[0]?.id).toEqual(expect.any(String))
}

const histories = (content: BaseMessage['content']): BaseMessage[] => [
  new SystemMessage('You are helpful.'),
  new HumanMessage('What is 1 + 2?'),
  new AIMessage({
    content,
    tool_calls: [{ name: 'math_addition', args: { a: 1, b: 2 }, id: 'abc123', type: 'tool_call' }],
  }),
  new ToolMessage('3', 'abc123', 'math_addition'),
]

const asked = (model: BaseChatModel, tools: readonly unknown[], options: object = {}) => {
  if (model.bindTools === undefined) throw new Error('no bindTools')
  return model.bindTools(tools as never[], options)
}

export const unitCases: readonly StandardCase[] = [
  {
    name: 'init',
    run: async (make) => {
      expect(make()).toBeDefined()
    },
  },
  {
    name: 'init streaming',
    run: async (make) => {
      expect(make({ streaming: true })).toBeDefined()
    },
  },
  {
    name: 'bindTools takes LangChain tools',
    run: async (make) => {
      expect(asked(make(), [add])).toBeDefined()
    },
  },
  {
    name: 'withStructuredOutput takes a schema',
    run: async (make) => {
      expect(make().withStructuredOutput(adder)).toBeDefined()
    },
  },
  {
    name: 'standard tracing parameters: exactly the keys LangSmith knows',
    run: async (make) => {
      const keys = Object.keys(make().getLsParams({ stop: ['x'] } as never)).toSorted()
      expect(keys).toEqual([
        'ls_max_tokens',
        'ls_model_name',
        'ls_model_type',
        'ls_provider',
        'ls_stop',
        'ls_temperature',
      ])
      return keys
    },
  },
  {
    name: 'an aborted invoke',
    run: async (make) => {
      const signal = AbortSignal.abort()
      await expect(make().invoke('Hello', { signal })).rejects.toThrow(/abort/i)
    },
  },
  {
    name: 'an aborted stream',
    run: async (make) => {
      const signal = AbortSignal.abort()
      await expect(
        (async () => {
          for await (const _ of await make().stream('Hello', { signal })) continue
        })(),
      ).rejects.toThrow(/abort/i)
    },
  },
]

export const integrationCases: readonly StandardCase[] = [
  {
    name: 'invoke',
    run: async (make) => {
      const message = await make().invoke('Hello')
      expect(AIMessage.isInstance(message)).toBe(true)
      expect(message.text).not.toBe('')
      return essence(message)
    },
  },
  {
    name: 'stream',
    run: async (make) => {
      const message = await collect(await make().stream('Hello'))
      expect(message.text).not.toBe('')
      return essence(message)
    },
  },
  {
    name: 'batch',
    run: async (make) => {
      const messages = await make().batch(['Hello', 'Hey'])
      expect(messages).toHaveLength(2)
      return messages.map(essence)
    },
  },
  {
    name: 'conversation',
    run: async (make) => {
      const turns = [new HumanMessage('hello'), new AIMessage('hello'), new HumanMessage('how are you')]
      return essence(await make().invoke(turns))
    },
  },
  {
    name: 'usage metadata',
    run: async (make) => {
      const message = await make().invoke('Hello')
      expectUsage(message)
      return message.usage_metadata
    },
  },
  {
    name: 'usage metadata, streaming',
    run: async (make) => {
      const message = await collect(await make().stream('Hello'))
      expectUsage(message)
      return message.usage_metadata
    },
  },
  {
    name: 'tool histories, string content',
    run: async (make) => essence(await asked(make(), [add]).invoke(histories(''))),
  },
  {
    name: 'tool histories, list content',
    run: async (make) =>
      essence(await asked(make(), [add]).invoke(histories([{ type: 'text', text: 'some thought' }]))),
  },
  {
    name: 'few-shot tool histories',
    run: async (make) =>
      essence(
        await asked(make(), [add]).invoke([
          ...histories(''),
          new AIMessage('The result is 3.'),
          new HumanMessage('What is 3 + 4?'),
        ]),
      ),
  },
  {
    name: 'structured output',
    run: async (make) => {
      const value = await make().withStructuredOutput(adder, { name: 'math_addition' }).invoke('What is 1 + 2?')
      expect(adder.parse(value)).toEqual(value)
      return value
    },
  },
  {
    name: 'structured output, with the raw answer',
    run: async (make) => {
      const model = make().withStructuredOutput(adder, { name: 'math_addition', includeRaw: true })
      const { raw, parsed } = await model.invoke('What is 1 + 2?')
      expect(AIMessage.isInstance(raw)).toBe(true)
      expect(adder.parse(parsed)).toEqual(parsed)
      return [essence(raw as AIMessage), parsed]
    },
  },
  {
    name: "tools in OpenAI's format",
    run: async (make) => {
      const message = await asked(make(), [openAiTool]).invoke('What is 1 + 2?')
      expectCall(message, 'math_addition')
      return essence(message)
    },
  },
  {
    name: 'runnables as tools',
    run: async (make) => {
      const runnable = RunnableLambda.from(({ a, b }: z.infer<typeof adder>) => a + b).asTool({
        name: 'math_addition',
        description: 'Adds two integers.',
        schema: adder as never,
      })
      const message = await asked(make(), [runnable]).invoke('What is 1 + 2?')
      expectCall(message, 'math_addition')
      return essence(message)
    },
  },
  {
    name: 'a cache holds complex messages',
    run: async (make) => {
      const cache = new InMemoryCache()
      const model = make({ cache })
      const question = [new HumanMessage({ content: [{ type: 'text', text: 'Hello there' }] })]
      const first = essence(await model.invoke(question))
      const second = essence(await model.invoke(question))
      expect(second).toMatchObject({ content: (first as { content: unknown }).content })
      return [first, second]
    },
  },
  {
    name: 'a stream of tokens where tools are bound',
    run: async (make) => essence(await collect(await asked(make(), [add], { tool_choice: 'none' }).stream('Hello'))),
  },
  {
    name: 'an AI message that calls a tool',
    run: async (make) => {
      const message = await asked(make(), [add], { tool_choice: 'any' }).invoke('What is 1 + 2?')
      expectCall(message, 'math_addition')
      const result = new ToolMessage('3', message.tool_calls?.[0]?.id ?? '', 'math_addition')
      const end = await asked(make(), [add]).invoke([new HumanMessage('What is 1 + 2?'), message, result])
      return [essence(message), essence(end)]
    },
  },
  {
    name: 'an AI message that calls a tool, streaming',
    run: async (make) => {
      const message = await collect(await asked(make(), [add], { tool_choice: 'any' }).stream('What is 1 + 2?'))
      expectCall(message, 'math_addition')
      const result = new ToolMessage('3', message.tool_calls?.[0]?.id ?? '', 'math_addition')
      const end = await collect(
        await asked(make(), [add]).stream([new HumanMessage('What is 1 + 2?'), message, result]),
      )
      return [essence(message), essence(end)]
    },
  },
  {
    name: 'tools with deep schemas',
    run: async (make) => {
      const order = tool(() => 'ok', {
        name: 'place_order',
        description: 'Places an order.',
        schema: z.object({
          customer: z.object({ name: z.string(), tags: z.array(z.string()).min(1) }),
          lines: z.array(z.object({ sku: z.string(), count: z.number().int().min(1) })).min(1),
          shipping: z.enum(['fast', 'slow']),
        }),
      })
      const message = await asked(make(), [order]).invoke('Order one lamp.')
      expectCall(message, 'place_order')
      return essence(message)
    },
  },
  {
    name: 'tools called side by side',
    run: async (make) => {
      const second = tool(() => 'sunny', {
        name: 'weather',
        description: 'Tells it.',
        schema: z.object({ city: z.string() }),
      })
      const message = await asked(make(), [add, second]).invoke('What is 1 + 2, and how is the weather in Oslo?')
      expect(message.tool_calls?.map(({ name }) => name)).toEqual(['math_addition', 'weather'])
      return essence(message)
    },
  },
  {
    name: 'tools as name, description and schema',
    run: async (make) => {
      const params = { name: 'math_addition', description: 'Adds two integers.', schema: adder }
      const message = await asked(make(), [params]).invoke('What is 1 + 2?')
      expectCall(message, 'math_addition')
      return essence(message)
    },
  },
  {
    name: 'a stream of tool-call chunks',
    run: async (make) => {
      const chunks: AIMessageChunk[] = []
      for await (const chunk of await asked(make(), [add]).stream('What is 1 + 2?')) chunks.push(chunk)
      const calls = chunks.flatMap(({ tool_call_chunks: parts = [] }) => parts)
      expect(calls.length).toBeGreaterThan(0)
      expect(adder.safeParse(JSON.parse(calls.map(({ args }) => args ?? '').join(''))).success).toBe(true)
      return calls.map(({ name, args, index }) => ({ name, args, index }))
    },
  },
  {
    name: 'standard text blocks',
    run: async (make) =>
      essence(await make().invoke([new HumanMessage({ content: [{ type: 'text', text: 'Hello there' }] })])),
  },
  {
    name: 'standard image blocks',
    run: async (make) =>
      essence(
        await make().invoke([
          new HumanMessage({
            content: [
              { type: 'text', text: 'What is this?' },
              { type: 'image', source_type: 'base64', mime_type: 'image/png', data: 'iVBORw0KGgo=' },
            ],
          }),
        ]),
      ),
  },
  {
    name: 'standard file blocks',
    run: async (make) =>
      essence(
        await make().invoke([
          new HumanMessage({
            content: [
              { type: 'text', text: 'What is in it?' },
              {
                type: 'file',
                source_type: 'base64',
                mime_type: 'application/pdf',
                data: 'JVBERi0=',
                metadata: { filename: 'a.pdf', name: 'a.pdf' },
              },
            ],
          }),
        ]),
      ),
  },
]

/** Audio goes to few models: a case of its own, for those that read it. */
export const audioCase: StandardCase = {
  name: 'standard audio blocks',
  run: async (make) =>
    essence(
      await make().invoke([
        new HumanMessage({
          content: [
            { type: 'text', text: 'What is said?' },
            { type: 'audio', source_type: 'base64', mime_type: 'audio/wav', data: 'UklGRg==' },
          ],
        }),
      ]),
    ),
}
