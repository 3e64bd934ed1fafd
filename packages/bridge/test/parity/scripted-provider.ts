import { createMockProvider, startMockServer, type Fault, type MockServer } from '@signalbox/mock-providers'

/** How a model fails at a request. `blip`: the first call alone. */
export type ScriptedFailure = '429' | '500' | 'overflow' | 'policy' | 'silence' | 'blip'

/** Model on the wire -> how it fails; those not named answer. `*`: all others. */
export type RequestScript = Readonly<Record<string, ScriptedFailure>>

const faults: Readonly<Record<ScriptedFailure, Fault>> = {
  '429': { kind: 'status', status: 429, code: 'rate_limit_exceeded', message: 'Rate limit reached for requests' },
  '500': { kind: 'status', status: 500, type: 'server_error', message: 'The server had an error' },
  blip: { kind: 'status', status: 500, type: 'server_error', message: 'The server had an error' },
  overflow: {
    kind: 'status',
    status: 400,
    code: 'context_length_exceeded',
    message: "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
  },
  policy: {
    kind: 'status',
    status: 400,
    code: 'content_policy_violation',
    message: 'Your request was rejected as a result of our safety system.',
  },
  silence: { kind: 'silence' },
}

/** What a request says, so that its provider knows how to fail. `n` keeps the calls of one request apart from those of others. */
export function toPrompt(script: RequestScript, n: number): string {
  return JSON.stringify({ n, ...script })
}

/** A provider whose models answer with their own name, and fail as the prompt of a request says. */
export async function startScriptedProvider(models: readonly string[]): Promise<MockServer> {
  const calls = new Map<string, number>()
  const provider = createMockProvider({
    name: 'scripted',
    models: Object.fromEntries(
      models.map((model) => [
        model,
        {
          answer: model,
          faults: (_, { prompt }) => {
            const script = JSON.parse(prompt) as RequestScript
            const failure = script[model] ?? script['*']
            const key = `${model} ${prompt}`
            const call = (calls.get(key) ?? 0) + 1
            calls.set(key, call)
            return failure === undefined || (failure === 'blip' && call > 1) ? undefined : faults[failure]
          },
        },
      ]),
    ),
  })
  return startMockServer(provider)
}
