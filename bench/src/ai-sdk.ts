import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { createCatalog, createMemoryLedger, createRouter, createSignalbox, tier } from '@signalbox/ai-sdk'
import { generateText, streamText } from 'ai'
import { createFallback } from 'ai-fallback'
import { createRetryableModel } from 'ai-retry/language-model'
import { card } from './big-router.ts'
import { interleaved, print } from './measure.ts'

const calls = 3_000

/** Two models the ways there are to stand one in for the other. */
type Maker = (primary: LanguageModelV4, spare: LanguageModelV4) => LanguageModelV4

const makers: Readonly<Record<string, Maker>> = {
  'the mock model itself': (primary) => primary,
  signalbox: (primary, spare) => {
    const router = createRouter({
      catalog: createCatalog({ version: 'bench', models: [card(0), card(1)] }),
      targets: [
        { id: 'primary', model: card(0).id },
        { id: 'spare', model: card(1).id },
      ],
      tiers: [{ name: 'economy', targets: ['primary', 'spare'] }],
      strategy: tier('economy'),
      baseline: card(1).id,
      ledger: createMemoryLedger(),
    })
    return createSignalbox({ router, models: { primary, spare } })('auto')
  },
  'ai-fallback 3.0.0': (primary, spare) => createFallback({ models: [primary, spare] }) as LanguageModelV4,
  'ai-retry 2.4.0': (primary, spare) => createRetryableModel({ model: primary, retries: [spare] }) as LanguageModelV4,
}

/** What the ways to have a second model cost where the first one answers, and what they lose where it does not. */
export async function benchAiSdk(): Promise<void> {
  const names = Object.keys(makers)
  const models = names.map((name) => makers[name]?.(mock('primary'), mock('spare')) ?? mock('primary'))
  const generate = await interleaved(models, calls, async (model) => {
    const start = performance.now()
    await generateText({ model, prompt: 'What is the capital of Norway?' })
    return performance.now() - start
  })
  const first = await interleaved(models, calls, async (model) => {
    const start = performance.now()
    const result = streamText({ model, prompt: 'What is the capital of Norway?' })
    let atMs = 0
    for await (const _ of result.textStream) atMs ||= performance.now() - start
    return atMs
  })
  print(
    `AI SDK, ${calls} calls each in turns, median`,
    names.map((what, index) => ({
      what,
      'generateText µs': generate[index] ?? 0,
      'over the mock µs': (generate[index] ?? 0) - (generate[0] ?? 0),
      'first text µs': first[index] ?? 0,
      'over it µs': (first[index] ?? 0) - (first[0] ?? 0),
    })),
  )
  const lost: Record<string, string | number>[] = []
  for (const name of names.slice(1)) {
    const maker = makers[name]
    if (maker === undefined) continue
    lost.push({
      what: name,
      'refused at once (503)': await lostOf(maker, refusing),
      'refused one after the other': await lostOf(maker, refusingInTurn),
      'an error inside the stream': await lostOf(maker, failingInside),
    })
  }
  print('Lost of 8 concurrent requests with the primary down, maxRetries 0', lost)
}

async function lostOf(maker: Maker, breaks: (model: LanguageModelV4) => LanguageModelV4): Promise<number> {
  const model = maker(breaks(mock('primary')), mock('spare'))
  const replies = await Promise.all(
    Array.from({ length: 8 }, async () => {
      try {
        let text = ''
        const result = streamText({ model, prompt: 'Hi', maxRetries: 0, onError: () => {} })
        for await (const delta of result.textStream) text += delta
        return text
      } catch {
        return ''
      }
    }),
  )
  return replies.filter((text) => text !== words.join('')).length
}

const words = ['The ', 'capital ', 'is ', 'Oslo.']
const usage = {
  inputTokens: { total: 8, noCache: 8, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 4, text: 4, reasoning: 0 },
}
const finishReason = { unified: 'stop', raw: 'stop' } as const

function mock(modelId: string): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'mock',
    modelId,
    supportedUrls: {},
    doGenerate: async () => ({
      content: [{ type: 'text', text: words.join('') }],
      finishReason,
      usage,
      response: { modelId },
      warnings: [],
    }),
    doStream: async () =>
      streamed([
        { type: 'stream-start', warnings: [] },
        { type: 'response-metadata', modelId },
        { type: 'text-start', id: '0' },
        ...words.map((delta): LanguageModelV4StreamPart => ({ type: 'text-delta', id: '0', delta })),
        { type: 'text-end', id: '0' },
        { type: 'finish', usage, finishReason },
      ]),
  }
}

function streamed(parts: readonly LanguageModelV4StreamPart[]): { stream: ReadableStream<LanguageModelV4StreamPart> } {
  return {
    stream: new ReadableStream({
      start: (controller) => {
        for (const part of parts) controller.enqueue(part)
        controller.close()
      },
    }),
  }
}

const refusal = (): Error => Object.assign(new Error('Service Unavailable'), { statusCode: 503 })

function refusing(model: LanguageModelV4): LanguageModelV4 {
  return { ...model, doStream: () => Promise.reject(refusal()) }
}

/** As on a network: the refusals come in one by one. */
function refusingInTurn(model: LanguageModelV4): LanguageModelV4 {
  let count = 0
  return {
    ...model,
    doStream: async () => {
      await new Promise((resolve) => setTimeout(resolve, 5 * ++count))
      throw refusal()
    },
  }
}

function failingInside(model: LanguageModelV4): LanguageModelV4 {
  const error = { type: 'overloaded_error', message: 'Overloaded' }
  return {
    ...model,
    doStream: async () =>
      streamed([
        { type: 'stream-start', warnings: [] },
        { type: 'response-metadata', modelId: 'primary' },
        { type: 'error', error },
      ]),
  }
}
