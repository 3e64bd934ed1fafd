import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { createSignalbox } from '@signalbox/ai-sdk'
import { wholeText, type FaultSurface, type HostReading } from '@signalbox/contract-tests'
import { generateText, streamText } from 'ai'

const twiceThenFallback = (kind: string) =>
  ({
    kind: 'served',
    rows: [`primary failed ${kind} unknown|yes`, `primary failed ${kind} unknown|yes`, 'fallback done yes'],
    breakers: ['target'],
  }) as const

const mixedText = (wholeText.match(/\S+\s*/g) ?? []).map((word) => `${word}other `).join('')

/** What the SDK's provider packages (openai-compatible 3.0.92, anthropic 4.0.105) make of the wire before the router sees a part. */
const readings: readonly HostReading[] = [
  {
    cells: ['A24-200', 'A25', 'C01', 'C02', 'D19', 'E01', 'E03', 'E07'],
    mode: 'stream',
    because: 'A body without events is an empty stream to them: what it says, an answer included, is lost.',
    expected: twiceThenFallback('empty'),
  },
  {
    cells: ['D21'],
    mode: 'whole',
    because: 'They read no events where they asked for a body.',
    expected: twiceThenFallback('malformed'),
  },
  {
    cells: ['C06'],
    mode: 'whole',
    because: 'They have no limit to a body: it is read whole, and then found to be no JSON.',
    expected: twiceThenFallback('malformed'),
  },
  {
    cells: ['C05'],
    mode: 'whole',
    time: 'real',
    because: 'As C06, after unpacking.',
    expected: twiceThenFallback('malformed'),
  },
  {
    cells: ['A23'],
    mode: 'stream',
    time: 'real',
    because: 'Their fetch follows redirects, and fails where this one leads.',
    expected: { kind: 'served', rows: ['primary failed unknown unknown', 'fallback done yes'], breakers: ['target'] },
  },
  {
    cells: ['A23'],
    mode: 'whole',
    time: 'real',
    because: 'Their fetch follows redirects, and fails where this one leads.',
    expected: { kind: 'served', rows: ['primary failed unknown unknown', 'fallback done yes'], breakers: ['target'] },
  },
  {
    cells: ['D09'],
    mode: 'stream',
    because: 'A frame that is no JSON is an error part to them, after which nothing is certain.',
    expected: { kind: 'broken', rows: ['primary failed malformed unknown|yes'], breakers: ['target'] },
  },
  {
    cells: ['D16'],
    mode: 'stream',
    because: 'They read on after [DONE], and find no JSON.',
    expected: { kind: 'broken', rows: ['primary failed malformed unknown|yes'], breakers: ['target'], text: wholeText },
  },
  {
    cells: ['D18'],
    mode: 'stream',
    dialect: 'anthropic-messages',
    because: 'A stream that states no usage is refused before its first part.',
    expected: { kind: 'served', rows: ['primary failed unknown unknown', 'fallback done yes'], breakers: ['target'] },
  },
  {
    cells: ['D18'],
    mode: 'whole',
    dialect: 'anthropic-messages',
    because: 'A body that states no usage is refused.',
    expected: twiceThenFallback('malformed'),
  },
  {
    cells: ['E08'],
    mode: 'stream',
    because: 'They add up the choices of a chunk; the SDK itself never asks for more than one.',
    expected: { kind: 'served', rows: ['primary done yes'], breakers: [], text: mixedText },
  },
]

/** The core behind the AI SDK: `generateText` and `streamText` on the provider, over the SDK's own provider packages. */
export const aiSdkSurface: FaultSurface = {
  name: 'ai-sdk',
  readings,
  ask: async ({ router, request, stream, upstreams, fetch }) => {
    const models = Object.fromEntries(
      upstreams.map(({ name, dialect, baseUrl }) => {
        const modelId = `model-${name[0] ?? ''}`
        const provider =
          dialect === 'anthropic-messages'
            ? createAnthropic({ name, baseURL: baseUrl, apiKey: 'test', fetch })
            : createOpenAICompatible({ name, baseURL: baseUrl, fetch, includeUsage: true })
        return [name, provider.languageModel(modelId)]
      }),
    )
    const model = createSignalbox({ router, models })('auto')
    const [message] = request.messages
    const call = {
      model,
      prompt: typeof message?.content === 'string' ? message.content : '',
      providerOptions: { signalbox: { task: request.task ?? 'chat' } },
      maxRetries: 0,
    }
    if (!stream) {
      try {
        return { text: (await generateText(call)).text }
      } catch (error) {
        return { text: '', error }
      }
    }
    let text = ''
    let error: unknown
    const result = streamText({ ...call, onError: ({ error: seen }) => void (error ??= seen) })
    for await (const part of result.stream) {
      if (part.type === 'text-delta') text += part.text
      if (part.type === 'error') error ??= part.error
    }
    return { text, error }
  },
}
