import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, AIMessageChunk } from '@langchain/core/messages'
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs'
import { createCatalog, createMemoryLedger, createRouter, RoutedChatModel, tier } from '@signalbox/langchain'
import { createAgent, modelFallbackMiddleware } from 'langchain'
import { card } from './big-router.ts'
import { interleaved, print } from './measure.ts'

const calls = 3_000
const words = ['The ', 'capital ', 'is ', 'Oslo.']
const question = 'What is the capital of Norway?'
const usage = { input_tokens: 8, output_tokens: 4, total_tokens: 12 }

/** A model without a network. */
class MockModel extends BaseChatModel {
  private readonly health: 'up' | 'down' | 'down after an empty chunk'
  constructor(health: MockModel['health'] = 'up') {
    super({})
    this.health = health
  }
  override _llmType(): string {
    return 'mock'
  }
  override bindTools(): this {
    return this
  }
  override async _generate(): Promise<ChatResult> {
    this.refuse()
    const message = new AIMessage({ content: words.join(''), usage_metadata: usage })
    return { generations: [{ text: words.join(''), message }] }
  }
  override async *_streamResponseChunks(): AsyncGenerator<ChatGenerationChunk> {
    if (this.health === 'down') this.refuse()
    if (this.health !== 'up') yield new ChatGenerationChunk({ text: '', message: new AIMessageChunk({ content: '' }) })
    this.refuse()
    for (const text of words) yield new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) })
    yield new ChatGenerationChunk({ text: '', message: new AIMessageChunk({ content: '', usage_metadata: usage }) })
  }
  private refuse(): void {
    if (this.health !== 'up') throw Object.assign(new Error('Service Unavailable'), { status: 503 })
  }
}

interface Invokable {
  readonly invoke: (input: string) => Promise<unknown>
  readonly stream: (input: string) => Promise<AsyncIterable<unknown>>
}

function routed(primary: BaseChatModel, spare: BaseChatModel): RoutedChatModel {
  const router = createRouter({
    catalog: createCatalog({ version: 'bench', models: [card(0), card(1)] }),
    targets: [
      { id: 'primary', model: card(0).id },
      { id: 'spare', model: card(1).id },
    ],
    tiers: [{ name: 'economy', targets: ['primary', 'spare'] }],
    strategy: tier('economy'),
    execution: { maxRetriesPerTarget: 0 },
    baseline: card(1).id,
    ledger: createMemoryLedger(),
  })
  return new RoutedChatModel({ router, models: { primary, spare } })
}

const makers: Readonly<Record<string, (primary: BaseChatModel, spare: BaseChatModel) => Invokable>> = {
  'the mock model itself': (primary) => primary,
  signalbox: routed,
  withFallbacks: (primary, spare) => primary.withFallbacks([spare]) as Invokable,
}

const agents: typeof makers = {
  'an agent on the mock model': (primary) => toInvokable(createAgent({ model: primary, tools: [] })),
  'an agent on signalbox': (primary, spare) => toInvokable(createAgent({ model: routed(primary, spare), tools: [] })),
  'an agent with modelFallbackMiddleware': (primary, spare) =>
    toInvokable(createAgent({ model: primary, tools: [], middleware: [modelFallbackMiddleware(spare)] })),
}

function toInvokable(agent: ReturnType<typeof createAgent>): Invokable {
  const toState = (content: string): { messages: { role: 'user'; content: string }[] } => ({
    messages: [{ role: 'user', content }],
  })
  return {
    invoke: (content) => agent.invoke(toState(content)),
    stream: async (content) =>
      agent.stream(toState(content), { streamMode: 'messages' }) as Promise<AsyncIterable<unknown>>,
  }
}

/** What a second model costs where the first one answers, and what is lost where it does not. */
export async function benchLangchain(): Promise<void> {
  await compare(`LangChain, ${calls} calls each in turns, median`, makers, calls)
  await compare(`LangChain agents, ${calls / 6} calls each in turns, median`, agents, calls / 6)
  const lost: Record<string, string | number>[] = []
  for (const [name, make] of Object.entries({ ...makers, ...agents }).filter(([, make]) => !isBare(make))) {
    const model = make(new MockModel('down'), new MockModel())
    const late = make(new MockModel('down after an empty chunk'), new MockModel())
    lost.push({
      what: name,
      invoke: await lostOf(() => model.invoke(question)),
      stream: await lostOf(() => drain(model)),
      'stream, an empty chunk before it fails': await lostOf(() => drain(late)),
    })
  }
  print('Lost of 50 concurrent requests with the primary down', lost)
}

function isBare(make: unknown): boolean {
  return make === makers['the mock model itself'] || make === agents['an agent on the mock model']
}

async function compare(title: string, of: typeof makers, count: number): Promise<void> {
  const names = Object.keys(of)
  const models = names.map((name) => of[name]?.(new MockModel(), new MockModel()) ?? new MockModel())
  const invoke = await interleaved(models, count, async (model) => {
    const start = performance.now()
    await model.invoke(question)
    return performance.now() - start
  })
  const first = await interleaved(models, count, async (model) => {
    const start = performance.now()
    let ms: number | undefined
    for await (const _ of await model.stream(question)) ms ??= performance.now() - start
    return ms ?? 0
  })
  print(
    title,
    names.map((what, index) => ({
      what,
      'invoke µs': invoke[index] ?? 0,
      'over the first µs': (invoke[index] ?? 0) - (invoke[0] ?? 0),
      'first chunk µs': first[index] ?? 0,
      'over it µs': (first[index] ?? 0) - (first[0] ?? 0),
    })),
  )
}

async function drain(model: Invokable): Promise<void> {
  for await (const _ of await model.stream(question)) continue
}

async function lostOf(ask: () => Promise<unknown>): Promise<number> {
  const ends = await Promise.allSettled(Array.from({ length: 50 }, ask))
  return ends.filter(({ status }) => status === 'rejected').length
}
