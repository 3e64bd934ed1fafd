import { AIMessage, HumanMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages'
import { tool } from '@langchain/core/tools'
import { Command, END, MemorySaver, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph'
import { decisionOf, RoutedChatModel, rules, sticky } from '@signalbox/langchain'
import { signalboxMiddleware } from '@signalbox/langchain/middleware'
import type { MockAnswer, MockRequest } from '@signalbox/mock-providers'
import { createAgent, createMiddleware, humanInTheLoopMiddleware, modelRetryMiddleware } from 'langchain'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { obedient } from './obedient.ts'
import { createWorld, type World, type WorldOptions } from './world.ts'

let world: World | undefined
const setUp = async (options?: WorldOptions): Promise<World> => (world = await createWorld(options))
afterEach(async () => {
  await world?.close()
  world = undefined
})

const down = { faults: () => ({ kind: 'status', status: 503 }) as const }
const said = decisionOf
const answersOf = (messages: readonly BaseMessage[]): AIMessage[] => messages.filter((one) => AIMessage.isInstance(one))

const look = tool(({ at }: { at: number }) => `seen ${at}`, {
  name: 'look',
  description: 'Looks.',
  schema: z.object({ at: z.number() }),
})

/** Calls the tool as often as told, then answers. */
function steps(count: number, text: string): (request: MockRequest) => MockAnswer {
  return ({ body, n, model }) => {
    const done = JSON.stringify(body['messages']).match(/"role":"tool"|"type":"tool_result"/g)?.length ?? 0
    return done >= count
      ? { text }
      : { toolCalls: [{ id: `call_${model}_${n}`, name: 'look', argumentsJson: `{"at":${done}}` }] }
  }
}

const toTask = (task: string) => ({ signalbox: { task } })

/** A turn of `best` with signed reasoning, whose tool result is there. */
const signedTurn = [
  new HumanMessage('Look'),
  new AIMessage({
    content: [
      { type: 'thinking', thinking: 'secret thought', signature: 'SIG' },
      { type: 'text', text: 'Let me look.' },
      { type: 'tool_use', id: 'c1', name: 'look', input: { at: 1 } },
    ],
    tool_calls: [{ name: 'look', args: { at: 1 }, id: 'c1', type: 'tool_call' }],
    response_metadata: {
      model_provider: 'anthropic',
      signalbox: { target: 'best', inputTokens: 10, atMs: Date.now() },
    },
  }),
  new ToolMessage('seen', 'c1', 'look'),
]

describe('createAgent on a routed model', () => {
  it('goes on when its model goes down between two steps, and the history is what the next one takes', async () => {
    const { model, providers, ledger } = await setUp({
      cheap: {
        answer: steps(2, 'never'),
        faults: (call) => (call === 1 ? undefined : { kind: 'status', status: 503 }),
      },
      spare: {
        answer: steps(2, 'never'),
        faults: (call) => (call === 1 ? undefined : { kind: 'status', status: 503 }),
      },
      best: { answer: steps(2, 'all seen') },
    })
    const agent = createAgent({ model, tools: [look] })
    const { messages } = await agent.invoke({ messages: [{ role: 'user', content: 'Look twice' }] })
    expect(messages.at(-1)?.text).toBe('all seen')
    expect(answersOf(messages).map((one) => said(one)?.target)).toEqual(['cheap', 'spare', 'best'])
    // One decision a step, all of one session.
    expect(ledger.outcomes.map(({ kind }) => kind)).toEqual(['served', 'served', 'served'])
    expect(new Set(ledger.outcomes.map(({ session }) => session)).size).toBe(1)
    const sent = providers.best.requests[0]?.body['messages'] as { role: string; content: unknown }[]
    expect(sent.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant', 'user'])
  })

  it('streams each token once, under the one run of the model', async () => {
    const { model } = await setUp({ cheap: down, spare: { answer: steps(1, 'one two three') } })
    const agent = createAgent({ model, tools: [look] })
    let text = ''
    const stream = await agent.stream({ messages: [{ role: 'user', content: 'Look' }] }, { streamMode: 'messages' })
    for await (const [chunk] of stream) if (AIMessage.isInstance(chunk) || chunk.getType() === 'ai') text += chunk.text
    expect(text).toBe('one two three')
  })

  it('gives structured answers, by tool and by the native way alike', async () => {
    const answer = { answer: obedient('{"city":"","degrees":0}') }
    const { model } = await setUp({ cheap: down, spare: answer, best: answer })
    const responseFormat = z.object({ city: z.string(), degrees: z.number() })
    const agent = createAgent({ model, tools: [], responseFormat })
    const { structuredResponse } = await agent.invoke({ messages: [{ role: 'user', content: 'How warm is Oslo?' }] })
    expect(responseFormat.parse(structuredResponse)).toEqual(structuredResponse)
  })

  it('with a checkpointer takes the thread for the session; a resume counts what was called, once', async () => {
    const { model, ledger, providers } = await setUp({ cheap: { answer: steps(1, 'done') } })
    const agent = createAgent({
      model,
      tools: [look],
      checkpointer: new MemorySaver(),
      middleware: [humanInTheLoopMiddleware({ interruptOn: { look: true } })],
    })
    const config = { configurable: { thread_id: 'thread-1' } }
    const stopped = await agent.invoke({ messages: [{ role: 'user', content: 'Look' }] }, config)
    expect('__interrupt__' in stopped).toBe(true)
    expect(ledger.outcomes).toHaveLength(1)
    const { messages } = await agent.invoke(new Command({ resume: { decisions: [{ type: 'approve' }] } }), config)
    expect(messages.at(-1)?.text).toBe('done')
    expect(ledger.outcomes.map(({ session }) => session)).toEqual(['thread-1', 'thread-1'])
    expect(providers.cheap.requests).toHaveLength(2)

    // A replay of what is done calls nobody; one from before the last step makes that call anew, and it is paid anew.
    const history: { config: object; next: readonly string[] }[] = []
    for await (const state of agent.graph.getStateHistory(config)) history.push(state as never)
    await agent.invoke(null as never, history[0]?.config as never)
    expect(ledger.outcomes).toHaveLength(2)
    const before = history.find(({ next }) => next.includes('model_request'))
    await agent.invoke(null as never, before?.config as never)
    expect(ledger.outcomes).toHaveLength(3)
    expect(providers.cheap.requests).toHaveLength(3)
    expect(new Set(ledger.outcomes.map(({ requestId }) => requestId)).size).toBe(ledger.outcomes.length)
  })

  it('is refused where a candidate comes with tools, as the host refuses any such model', async () => {
    const { router, models } = await setUp()
    const model = new RoutedChatModel({ router, models: { ...models, spare: models.spare.bindTools([look]) } })
    expect(() => createAgent({ model, tools: [look] })).toThrow(/already has bound tools/)
    const bound = new RoutedChatModel({ router, models }).bindTools([look])
    expect(() => createAgent({ model: bound, tools: [look] })).toThrow(/already has bound tools/)
  })

  it("is not retried by the agent's own middleware once the router has tried everybody", async () => {
    const { model, providers } = await setUp({ cheap: down, spare: down, best: down })
    const agent = createAgent({
      model,
      tools: [],
      middleware: [modelRetryMiddleware({ maxRetries: 3, onFailure: 'error', initialDelayMs: 1 })],
    })
    await expect(agent.invoke({ messages: [{ role: 'user', content: 'Hello' }] })).rejects.toThrow(/503/)
    expect(providers.cheap.requests).toHaveLength(1)
  })
})

describe('signalboxMiddleware', () => {
  it('routes each step of an agent made with another model, between middleware before and after it', async () => {
    const { router, models, providers, ledger } = await setUp({
      cheap: { answer: steps(1, 'done') },
      router: { strategy: rules([{ when: { task: 'agent' }, use: 'economy' }], { otherwise: 'economy' }) },
    })
    const order: string[] = []
    const note = (name: string) =>
      createMiddleware({
        name,
        wrapModelCall: async (request, handler) => {
          order.push(`${name}>`)
          const response = await handler({ ...request, systemPrompt: `${request.systemPrompt ?? ''} ${name}`.trim() })
          order.push(`<${name}`)
          return response
        },
      })
    const agent = createAgent({
      model: models.best,
      tools: [look],
      middleware: [note('before'), signalboxMiddleware({ router, models }), note('after')],
    })
    const { messages } = await agent.invoke({ messages: [{ role: 'user', content: 'Look' }] })
    expect(messages.at(-1)?.text).toBe('done')
    expect(providers.best.requests).toHaveLength(0)
    expect(order).toEqual(['before>', 'after>', '<after', '<before', 'before>', 'after>', '<after', '<before'])
    expect(JSON.stringify(providers.cheap.requests[0]?.body['messages'])).toContain('before after')
    expect(ledger.outcomes).toHaveLength(2)
  })

  it('takes a routed model as it is, with its hints', async () => {
    const { model, models, providers } = await setUp({ best: { answer: 'from best' } })
    const hinted = new RoutedChatModel({ router: model.router, models, model: 'tier:frontier' })
    const agent = createAgent({ model: models.cheap, tools: [], middleware: [signalboxMiddleware(hinted)] })
    const { messages } = await agent.invoke({ messages: [{ role: 'user', content: 'Hello' }] })
    expect(messages.at(-1)?.text).toBe('from best')
    expect(providers.cheap.requests).toHaveLength(0)
  })
})

describe('a conversation', () => {
  const strategy = sticky(rules([{ when: { task: ['math'] }, use: 'frontier' }], { otherwise: 'economy' }))

  it('stays where its prompt cache is, told by the marks in its history alone', async () => {
    const { router, models, ledger } = await setUp({ router: { strategy } })
    const long = new HumanMessage('A long story. '.repeat(2_000))
    const first = new RoutedChatModel({ router, models })
    const one = await first.invoke([long], { signalbox: { model: 'auto', task: 'chat' } })
    expect(said(one)?.target).toBe('cheap')
    // Another process knows nothing but the messages.
    const fresh = await createWorld({ router: { strategy } })
    try {
      const stored = JSON.parse(JSON.stringify(one)) as { kwargs: object }
      const again = new AIMessage(stored.kwargs as never)
      const two = await fresh.model.invoke([long, again, new HumanMessage('And then?')], toTask('chat'))
      expect(said(two)?.target).toBe('cheap')
      expect(ledger.outcomes).toHaveLength(1)
    } finally {
      await fresh.close()
    }
  })

  it('goes back to the model whose reasoning waits for tool results, whatever the rules want', async () => {
    const { model } = await setUp({ router: { strategy } })
    const message = await model.bindTools([look]).invoke(signedTurn, toTask('chat'))
    expect(said(message)?.target).toBe('best')
  })

  it('is cleaned when that model is gone: nothing signed reaches another, nothing is turned into text', async () => {
    const { model, providers } = await setUp({ best: down, router: { strategy } })
    const message = await model.bindTools([look]).invoke(signedTurn, toTask('chat'))
    expect(said(message)?.target).not.toBe('best')
    const sent = JSON.stringify(
      [...providers.cheap.requests, ...providers.spare.requests].map(({ body }) => body['messages']),
    )
    expect(sent).toContain('Let me look.')
    expect(sent).toContain('"c1"')
    expect(sent).not.toMatch(/secret thought|SIG|signalbox/)
  })
})

describe('a LangGraph graph', () => {
  it('has the thread as session, and each token once', async () => {
    const { model, ledger } = await setUp({ cheap: down, spare: { answer: 'a b c' } })
    const graph = new StateGraph(MessagesAnnotation)
      .addNode('answer', async ({ messages }) => ({ messages: [await model.invoke(messages)] }))
      .addEdge(START, 'answer')
      .addEdge('answer', END)
      .compile({ checkpointer: new MemorySaver() })
    const config = { configurable: { thread_id: 't9' } }
    let text = ''
    const stream = await graph.stream({ messages: [new HumanMessage('Hello')] }, { ...config, streamMode: 'messages' })
    for await (const [chunk] of stream) text += chunk.text
    expect(text).toBe('a b c')
    await graph.invoke({ messages: [new HumanMessage('Again')] }, config)
    expect(ledger.outcomes.map(({ session }) => session)).toEqual(['t9', 't9'])
    const { messages } = (await graph.getState(config)).values as { messages: BaseMessage[] }
    expect(messages.filter((one) => one.getType() === 'ai').map((one) => said(one)?.target)).toEqual(['spare', 'spare'])
  })
})
