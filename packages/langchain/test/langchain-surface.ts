import { ChatAnthropic } from '@langchain/anthropic'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { ChatOpenAI } from '@langchain/openai'
import {
  wholeText,
  type FaultAnswer,
  type FaultSurface,
  type FaultWiring,
  type HostReading,
} from '@signalbox/contract-tests'
import { RoutedChatModel } from '@signalbox/langchain'

const twiceThenFallback = (kind: string) =>
  ({
    kind: 'served',
    rows: [`primary failed ${kind} unknown|yes`, `primary failed ${kind} unknown|yes`, 'fallback done yes'],
    breakers: ['target'],
  }) as const

const onceThenFallback = (kind: string) =>
  ({
    kind: 'served',
    rows: [`primary failed ${kind} unknown|yes`, 'fallback done yes'],
    breakers: ['target'],
  }) as const

const mixedText = (wholeText.match(/\S+\s*/g) ?? []).map((word) => `${word}other `).join('')

/** In chunks only: the package's events do without. */
const usageMissing = 'The package fails where it looks for usage.'

/** What LangChain's packages and the SDKs under them (openai 1.6.0, anthropic 1.5.11) make of the wire before the router sees a part. */
const readings: readonly HostReading[] = [
  {
    cells: ['A24-200', 'A25', 'C01', 'C02', 'D19', 'E01', 'E03', 'E07'],
    mode: 'stream',
    because: 'A body without events is an empty stream to the SDKs: what it says, an answer included, is lost.',
    expected: twiceThenFallback('empty'),
  },
  {
    cells: ['A24-200', 'A25', 'C06', 'C07', 'D21'],
    mode: 'whole',
    dialect: 'openai-chat',
    because: 'A body without choices is an answer without a generation, whatever else it says.',
    expected: twiceThenFallback('empty'),
  },
  {
    cells: ['A24-200'],
    mode: 'whole',
    dialect: 'anthropic-messages',
    because: 'The package fails where it looks for content in a page of HTML.',
    expected: onceThenFallback('unknown'),
  },
  {
    cells: ['C05'],
    mode: 'whole',
    time: 'real',
    because: 'The SDKs have no limit to a body: it is unpacked whole, and then found to be no JSON.',
    expected: twiceThenFallback('malformed'),
  },
  {
    cells: ['A23'],
    mode: 'stream',
    time: 'real',
    because: 'Their fetch follows redirects, and fails where this one leads.',
    expected: twiceThenFallback('reset'),
  },
  {
    cells: ['A23'],
    mode: 'whole',
    time: 'real',
    because: 'Their fetch follows redirects, and fails where this one leads.',
    expected: twiceThenFallback('reset'),
  },
  {
    cells: ['D09'],
    mode: 'stream',
    because: 'A frame that is no JSON ends their stream with an error.',
    expected: { kind: 'broken', rows: ['primary failed malformed unknown|yes'], breakers: ['target'] },
  },
  {
    cells: ['D18'],
    mode: 'stream',
    dialect: 'anthropic-messages',
    because: usageMissing,
    expected: onceThenFallback('unknown'),
  },
  {
    cells: ['E08'],
    mode: 'stream',
    because: 'The package hands on the chunks of every choice; nobody asks for more than one.',
    expected: { kind: 'served', rows: ['primary done yes'], breakers: [], text: mixedText },
  },
]

/** How a stream is read: each piece of text as it comes. */
type ReadText = (model: RoutedChatModel, prompt: string, options: object) => AsyncIterable<string>

async function* readChunks(...[model, prompt, options]: Parameters<ReadText>): AsyncGenerator<string> {
  for await (const chunk of await model.stream(prompt, options)) yield chunk.text
}

async function* readEvents(...[model, prompt, options]: Parameters<ReadText>): AsyncGenerator<string> {
  for await (const event of model.streamEvents(prompt, options)) {
    if (event.event === 'content-block-delta' && event.delta.type === 'text-delta') yield event.delta.text
  }
}

/** The core behind LangChain: `invoke` and `stream` of a routed model, over LangChain's own provider packages. */
export const langchainSurface = createSurface('langchain', readChunks, readings)

/** The same with the stream of events that LangChain's newer callers read. */
export const langchainEventSurface = createSurface(
  'langchain, events',
  readEvents,
  readings.filter(({ because }) => because !== usageMissing),
)

function createSurface(name: string, readText: ReadText, own: readonly HostReading[]): FaultSurface {
  return { name, readings: own, ask: async (wiring) => ask(wiring, readText) }
}

async function ask(
  { router, request, stream, upstreams, fetch }: FaultWiring,
  readText: ReadText,
): Promise<FaultAnswer> {
  const models = Object.fromEntries(
    upstreams.map(({ name, dialect, baseUrl }): [string, BaseChatModel] => {
      const model = `model-${name[0] ?? ''}`
      return [
        name,
        dialect === 'anthropic-messages'
          ? new ChatAnthropic({
              model,
              apiKey: 'test',
              anthropicApiUrl: baseUrl.replace(/\/v1$/, ''),
              clientOptions: { fetch },
            })
          : new ChatOpenAI({ model, apiKey: 'test', configuration: { baseURL: baseUrl, fetch } }),
      ]
    }),
  )
  const routed = new RoutedChatModel({ router, models })
  const [message] = request.messages
  const prompt = typeof message?.content === 'string' ? message.content : ''
  const options = { signalbox: { task: request.task } }
  let text = ''
  try {
    if (!stream) return { text: (await routed.invoke(prompt, options)).text }
    for await (const piece of readText(routed, prompt, options)) text += piece
    return { text }
  } catch (error) {
    return { text, error }
  }
}
