import {
  createCatalog,
  createRouter,
  createSignalbox,
  RouteError,
  tier,
  type AnyLanguageModel,
  type ModelCard,
} from '@signalbox/ai-sdk'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { APICallError } from '@ai-sdk/provider'
import { RealMock } from 'signalbox-host-suite-mock'

/** Which targets stand in front of the mock: none, or one that answers 503 and one that fails inside its stream. */
const prefix = process.env['HOST_SUITE_PREFIX'] ?? 'faults'
const facts: Omit<ModelCard, 'id' | 'name'> = {
  vendor: 'v',
  contextTokens: 10_000_000,
  capabilities: { tools: true, jsonMode: true, jsonSchema: true },
  inputModalities: ['text', 'image', 'audio', 'video', 'file'],
  outputModalities: ['text'],
  prices: [],
  sources: {},
}

const refusing = (): never => {
  throw new APICallError({
    message: 'Service Unavailable',
    url: 'http://dead.test',
    requestBodyValues: {},
    statusCode: 503,
  })
}
const dead: LanguageModelV4 = {
  specificationVersion: 'v4',
  provider: 'dead',
  modelId: 'dead',
  supportedUrls: {},
  doGenerate: async () => refusing(),
  doStream: async () => refusing(),
}
const inBand: LanguageModelV4 = {
  ...dead,
  provider: 'in-band',
  modelId: 'in-band',
  doStream: async () => ({
    stream: new ReadableStream<LanguageModelV4StreamPart>({
      start: (controller) => {
        controller.enqueue({ type: 'stream-start', warnings: [] })
        controller.enqueue({ type: 'response-metadata', id: 'x', modelId: 'in-band' })
        controller.enqueue({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })
        controller.close()
      },
    }),
    request: { body: 'in-band' },
    response: { headers: { from: 'in-band' } },
  }),
}

type CallOptions = LanguageModelV4CallOptions

/** The host's own mock model with the router between it and the function under test. */
class RoutedMock extends RealMock {
  constructor(options: Record<string, unknown> = {}) {
    super(options)
    const { doGenerate, doStream } = this
    const urls = () => this.supportedUrls
    /** A new router for every call, so that no breaker spares a call its faults. */
    const route = (given: CallOptions): LanguageModelV4 => {
      const mock = {
        specificationVersion: 'v4',
        // A provider that takes everybody's tools and options.
        provider: 'gateway',
        modelId: this.modelId,
        get supportedUrls() {
          return urls()
        },
        doGenerate: (sent: CallOptions) => doGenerate(withSignal(sent, given)),
        doStream: (sent: CallOptions) => doStream(withSignal(sent, given)),
      } as unknown as LanguageModelV4
      const front: Record<string, AnyLanguageModel> = prefix === 'none' ? {} : { dead, 'in-band': inBand }
      const models = { ...front, mock }
      const ids = Object.keys(models)
      const router = createRouter({
        catalog: createCatalog({ version: 'suite', models: ids.map((id) => ({ ...facts, id: `v/${id}`, name: id })) }),
        targets: ids.map((id) => ({ id, model: `v/${id}` })),
        tiers: [{ name: 'only', targets: ids }],
        strategy: tier('only'),
        execution: { maxRetriesPerTarget: 0 },
      })
      return createSignalbox({ router, models, metadata: 'none' })('auto')
    }
    this.doGenerate = (given) => revealed(route(given as CallOptions).doGenerate(given as CallOptions))
    this.doStream = (given) => revealed(route(given as CallOptions).doStream(given as CallOptions))
  }
}

export { RoutedMock as MockLanguageModelV3, RoutedMock as MockLanguageModelV4 }

/** The tests compare errors as a whole: what they look for is the provider's own error, two causes down. */
async function revealed<T>(result: PromiseLike<T>): Promise<T> {
  try {
    return await result
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    throw RouteError.isInstance(cause) ? cause.cause : error
  }
}

/** The tests look for the caller's own signal at the model, where a router's target gets one of its own. */
function withSignal({ abortSignal: _, ...sent }: CallOptions, given: CallOptions): CallOptions {
  return 'abortSignal' in given ? { ...sent, abortSignal: given.abortSignal } : sent
}
