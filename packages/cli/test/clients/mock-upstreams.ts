import {
  createMockProvider,
  startMockServer,
  synthesizeJson,
  type MockAnswer,
  type MockLogEntry,
  type MockRequest,
} from '@signalbox/mock-providers'

export const dialects = ['chat', 'responses', 'anthropic'] as const
/** What else each provider has: `chat-limited` answers 429, and so on. */
export const odd = ['embed', 'limited', 'broken', 'cut'] as const
export type Upstream = (typeof dialects)[number]

/** What every provider answers, unless it is asked for tools or JSON. */
export const answer = 'The quick brown fox jumps.'
export const usage = { inputTokens: 100, outputTokens: 5, cacheReadTokens: 40 }
export const forecast = 'It is 21 in Paris and 14 in Oslo.'

/** One provider per dialect, each on a socket of its own, and what each has received. */
export interface MockUpstreams {
  /** Without `/v1`. */
  readonly urls: Readonly<Record<Upstream, string>>
  readonly requests: (upstream: Upstream) => readonly MockLogEntry[]
  readonly close: () => Promise<void>
}

export async function startMockUpstreams(apiKey: string): Promise<MockUpstreams> {
  const started = await Promise.all(
    dialects.map(async (name) => {
      const provider = createMockProvider({
        name,
        apiKey,
        models: {
          [`${name}-wire`]: { answer: respond },
          [`${name}-embed-wire`]: { answer: respond },
          [`${name}-limited-wire`]: { answer: respond, faults: () => ({ kind: 'status', status: 429 }) },
          [`${name}-broken-wire`]: { answer: respond, faults: () => ({ kind: 'status', status: 503 }) },
          [`${name}-cut-wire`]: { answer: respond, faults: () => ({ kind: 'clean-cut', afterTokens: 2 }) },
        },
      })
      return { name, provider, server: await startMockServer(provider) }
    }),
  )
  const of = (name: Upstream): (typeof started)[number] => {
    const found = started.find((upstream) => upstream.name === name)
    if (found === undefined) throw new Error(`There is no upstream ${name}.`)
    return found
  }
  return {
    urls: { chat: of('chat').server.url, responses: of('responses').server.url, anthropic: of('anthropic').server.url },
    requests: (name) => of(name).provider.requests,
    close: async () => void (await Promise.all(started.map(({ server }) => server.close()))),
  }
}

function respond({ body }: MockRequest): MockAnswer {
  const tools = (Array.isArray(body['tools']) ? body['tools'] : []) as readonly ToolOfAnyDialect[]
  const [first] = tools.map(({ function: named, ...own }) => ({ ...own, ...named }))
  if (first === undefined) return { ...(wantsJson(body) ? {} : { text: answer }), usage }
  if (first.name !== 'weather') {
    const json = synthesizeJson(first.parameters ?? first.input_schema ?? {})
    return { toolCalls: [{ name: first.name ?? '', argumentsJson: JSON.stringify(json) }], usage }
  }
  if (hasResults(body)) return { text: forecast, usage }
  const toolCalls = ['Paris', 'Oslo'].map((city) => ({ name: 'weather', argumentsJson: JSON.stringify({ city }) }))
  return { toolCalls, usage }
}

interface ToolOfAnyDialect {
  readonly name?: string
  readonly function?: { readonly name?: string; readonly parameters?: unknown }
  readonly parameters?: unknown
  readonly input_schema?: unknown
}

function hasResults({ messages, input }: MockRequest['body']): boolean {
  return /"role":"tool"|"type":"function_call_output"|"type":"tool_result"/.test(JSON.stringify(messages ?? input))
}

function wantsJson(body: MockRequest['body']): boolean {
  const text = body['text'] as { readonly format?: { readonly type?: unknown } } | undefined
  const config = body['output_config'] as { readonly format?: unknown } | undefined
  return (
    body['response_format'] !== undefined ||
    config?.format !== undefined ||
    (text?.format !== undefined && text.format.type !== 'text')
  )
}
