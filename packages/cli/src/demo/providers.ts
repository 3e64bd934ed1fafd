import type { Upstream } from '@signalbox/http'
import {
  createMockProvider,
  startMockServer,
  synthesizeJson,
  type Fault,
  type MockAnswer,
  type MockProvider,
  type MockRequest,
  type MockServer,
  type ModelScript,
} from '@signalbox/mock-providers'
import type { WorkloadRow } from './workload.ts'

export interface DemoProviders {
  readonly upstreams: readonly Upstream[]
  readonly providers: readonly MockProvider[]
  readonly close: () => Promise<void>
}

/** Names the row a request belongs to, so that its recorded answer can be served. A header of the demo's, no part of a prompt. */
export const rowHeader = 'x-demo-row'

/** Round figures a team would see; real providers are slower and vary more. */
const economyLatencyMs = 6
const frontierLatencyMs = 14

/** The four providers of the default stack on loopback: economy models serve the weak answers, frontier models the strong ones. */
export async function startProviders(
  rows: ReadonlyMap<string, WorkloadRow>,
  options: { readonly withFaults: boolean; readonly port?: number | undefined },
): Promise<DemoProviders> {
  const weak = (request: MockRequest): MockAnswer => toAnswer(rows.get(request.headers[rowHeader] ?? ''), 'weak')
  const strong = (request: MockRequest): MockAnswer => toAnswer(rows.get(request.headers[rowHeader] ?? ''), 'strong')
  const economy: ModelScript = { answer: weak, latencyMs: economyLatencyMs }
  const frontier: ModelScript = { answer: strong, latencyMs: frontierLatencyMs }
  const shaky: ModelScript = options.withFaults ? { ...economy, faults: everyFortieth } : economy
  const providers = [
    createMockProvider({ name: 'deepseek', apiKey: 'demo-deepseek', models: { 'deepseek-v4-pro': shaky } }),
    createMockProvider({ name: 'zai', apiKey: 'demo-zai', models: { 'glm-5.2': economy } }),
    createMockProvider({ name: 'anthropic', apiKey: 'demo-anthropic', models: { 'claude-sonnet-4-6': frontier } }),
    createMockProvider({ name: 'openai', apiKey: 'demo-openai', models: { 'gpt-5.5': frontier } }),
  ]
  const servers: MockServer[] = []
  try {
    for (const [index, provider] of providers.entries()) {
      servers.push(await startMockServer(provider, { port: options.port === undefined ? 0 : options.port + index }))
    }
  } catch (error) {
    await Promise.all(servers.map((server) => server.close()))
    throw error
  }
  return {
    providers,
    upstreams: providers.map(({ name }, index) => {
      const url = servers[index]?.url ?? ''
      const isAnthropic = name === 'anthropic'
      return {
        name,
        dialect: isAnthropic ? 'anthropic-messages' : 'openai-chat',
        baseUrl: isAnthropic ? url : `${url}/v1`,
        apiKey: `demo-${name}`,
      }
    }),
    close: async () => {
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}

/** A provider has bad moments: one call in forty fails, so that retry and fallback show in the ledger. None that closes it for long: figures would be those of chance. */
function everyFortieth(call: number): Fault | undefined {
  if (call % 40 !== 0) return undefined
  return { kind: 'status', status: call % 80 === 0 ? 500 : 503, message: 'overloaded, try again later' }
}

/** The recorded answer; without one, an answer of the shape that was asked for. */
function toAnswer(row: WorkloadRow | undefined, side: 'weak' | 'strong'): MockAnswer {
  const text = side === 'weak' ? row?.weakReply : row?.strongReply
  const tool = row?.request.tools?.[0]
  if (tool !== undefined) {
    const argumentsJson = text?.startsWith('{') ? text : JSON.stringify(synthesizeJson(tool.parameters))
    return { toolCalls: [{ name: tool.name, argumentsJson }] }
  }
  if (text === undefined && row?.request.responseFormat?.type === 'json') return {}
  // An answer that the workload marks as cut off ends where its limit was.
  if (text !== undefined) return text.endsWith('…') ? { text, finish: 'length' } : { text }
  return { text: row === undefined ? 'No recorded answer.' : `${side === 'weak' ? 'Economy' : 'Frontier'} ${row.id}.` }
}
