import { anthropicWire } from './anthropic-wire.ts'
import { applyFault } from './apply-fault.ts'
import { countTokens, toTokens } from './count-tokens.ts'
import { embeddingsProblem, embeddingsWire } from './embeddings-wire.ts'
import type { MockLogEntry } from './mock-request.ts'
import type { MockResult } from './mock-result.ts'
import type { MockAnswer, MockUsage, ModelScript } from './mock-script.ts'
import { openLogEntry, parseObject } from './open-log-entry.ts'
import { openaiWire } from './openai-wire.ts'
import { responsesWire } from './responses-wire.ts'
import { synthesizeJson } from './synthesize-json.ts'
import type { PreparedReply, Wire } from './wire.ts'

export interface MockProviderOptions {
  /** Shown in logs and ids. */
  readonly name: string
  /** When set, a wrong or missing key is answered by 401. */
  readonly apiKey?: string | undefined
  /** Model name on the wire -> script. */
  readonly models: Readonly<Record<string, ModelScript>>
  /** How a mock waits; replace it for virtual time. */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined
  readonly nowMs?: (() => number) | undefined
}

/** A fake provider: `handle` is the whole of it, server and fetch only carry it. Speaks each dialect at its path. */
export interface MockProvider {
  readonly name: string
  /** @param signal aborts when the client leaves */
  readonly handle: (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ) => Promise<MockResult>
  /** Every request received, in order. */
  readonly requests: readonly MockLogEntry[]
  /** Forgets requests and starts every script anew. */
  readonly reset: () => void
}

export function createMockProvider(options: MockProviderOptions): MockProvider {
  const { name, models, sleep = realSleep, nowMs = Date.now } = options
  const requests: MockLogEntry[] = []
  const calls = new Map<string, number>()

  const handle: MockProvider['handle'] = async (method, rawPath, headers, text, signal) => {
    const path = rawPath.replace(/^\/v1(?=\/)/, '').split('?')[0] ?? ''
    const dialect = path.startsWith('/messages')
      ? 'anthropic-messages'
      : path === '/responses'
        ? 'openai-responses'
        : path === '/embeddings'
          ? 'openai-embeddings'
          : 'openai-chat'
    const isAnthropic = dialect === 'anthropic-messages'
    const wire = wires[dialect]
    const requestId = `req_${name}_${requests.length + 1}`
    const fail = (status: number, message?: string): MockResult =>
      json(status, wire.toError(status, { message }, requestId), wire, requestId)

    if (method === 'GET' && path === '/models') {
      return json(
        200,
        {
          object: 'list',
          data: Object.keys(models).map((id) => ({ id, object: 'model', created: 0, owned_by: name })),
        },
        wire,
        requestId,
      )
    }
    if (method !== 'POST' || !posts.includes(path)) return fail(404, `There is no ${method} ${rawPath}.`)
    const key = headers['x-api-key'] ?? headers['authorization']?.replace(/^Bearer /i, '')
    const body = parseObject(text)
    const entry = openLogEntry({ n: requests.length + 1, dialect, path: rawPath, requestId, headers, body })
    const { model } = entry
    requests.push(entry)
    const refuse = (status: number, message: string): MockResult => {
      Object.assign(entry, { status, ended: 'complete' })
      return fail(status, message)
    }
    if (options.apiKey !== undefined && key !== options.apiKey)
      return refuse(401, isAnthropic ? 'invalid x-api-key' : 'Incorrect API key provided.')
    if (body === undefined) return refuse(400, 'The body of the request is not valid JSON.')
    const script = Object.hasOwn(models, model) ? models[model] : undefined
    if (script === undefined)
      return refuse(
        404,
        isAnthropic ? `model: ${model}` : `The model \`${model}\` does not exist or you do not have access to it.`,
      )
    const problem = problems[dialect](body)
    if (problem !== undefined) return refuse(400, problem)
    if (path === '/messages/count_tokens') {
      Object.assign(entry, { status: 200, ended: 'complete' })
      return json(200, { input_tokens: countInput(body) }, wire, requestId)
    }

    const call = (calls.get(model) ?? 0) + 1
    calls.set(model, call)
    const fault = typeof script.faults === 'function' ? script.faults(call, entry) : script.faults?.[call - 1]
    const reply = prepare(script, entry, body, Math.floor(nowMs() / 1_000))
    const wait = (ms: number): Promise<void> => (ms > 0 ? sleep(ms, signal) : Promise.resolve())
    await wait(script.latencyMs ?? 0)
    return applyFault(fault, {
      wire,
      reply,
      entry,
      script,
      wait,
      signal,
      headers: { ...wire.limitHeaders(entry), [wire.requestIdHeader]: requestId },
    })
  }

  return {
    name,
    handle,
    requests,
    reset: () => {
      requests.length = 0
      calls.clear()
    },
  }
}

function prepare(
  script: ModelScript,
  request: MockLogEntry,
  body: Readonly<Record<string, unknown>>,
  createdSeconds: number,
): PreparedReply {
  const given = typeof script.answer === 'function' ? script.answer(request) : script.answer
  const scripted: MockAnswer = typeof given === 'string' ? { text: given } : given
  // An embedding has no text: of the answer only the usage and the model's name are its.
  const answer = request.dialect === 'openai-embeddings' ? { ...scripted, text: '', toolCalls: undefined } : scripted
  const wantsJson = schemaOf(body)
  const text =
    answer.text ??
    (answer.toolCalls === undefined && wantsJson !== undefined ? JSON.stringify(synthesizeJson(wantsJson)) : '')
  // As at real providers: no two replies share an id, whoever gave them.
  const id = request.requestId.slice('req_'.length)
  const toolCalls = (answer.toolCalls ?? []).map((call, index) => ({
    id: call.id ?? `call_${id}_${index}`,
    name: call.name,
    argumentsJson: call.argumentsJson,
  }))
  const tokens = toTokens(text)
  const usage: MockUsage = answer.usage ?? {
    inputTokens: countInput(body),
    outputTokens:
      countTokens(text) + toolCalls.reduce((sum, call) => sum + countTokens(call.name + call.argumentsJson), 0),
  }
  const includesUsage = (body['stream_options'] as { include_usage?: unknown } | undefined)?.include_usage === true
  return {
    id: `${idPrefixes[request.dialect]}${id}`,
    createdSeconds,
    model: answer.model ?? request.model,
    text,
    tokens,
    toolCalls,
    finish: answer.finish ?? (toolCalls.length > 0 ? 'tool_calls' : 'stop'),
    usage,
    logprobs: wantsLogprobs(body) ? (answer.logprobs ?? tokens.map(() => -0.05)) : undefined,
    sendsUsage: request.dialect !== 'openai-chat' || includesUsage,
  }
}

const posts = ['/chat/completions', '/responses', '/embeddings', '/messages', '/messages/count_tokens']

const wires = {
  'openai-chat': openaiWire,
  'openai-responses': responsesWire,
  'openai-embeddings': embeddingsWire,
  'anthropic-messages': anthropicWire,
} as const

const idPrefixes = {
  'openai-chat': 'chatcmpl-',
  'openai-responses': 'resp_',
  'openai-embeddings': 'embd_',
  'anthropic-messages': 'msg_',
} as const

/** What is missing from a body, in its provider's words. */
const problems = {
  'openai-chat': messagesProblem,
  'openai-responses': ({ input }: MockLogEntry['body']) =>
    Array.isArray(input) || typeof input === 'string' ? undefined : "Missing required parameter: 'input'.",
  'openai-embeddings': embeddingsProblem,
  'anthropic-messages': messagesProblem,
} as const

function messagesProblem({ messages }: MockLogEntry['body']): string | undefined {
  return Array.isArray(messages) ? undefined : "Missing required parameter: 'messages'."
}

function wantsLogprobs({ logprobs, include }: Readonly<Record<string, unknown>>): boolean {
  return logprobs === true || (Array.isArray(include) && include.includes('message.output_text.logprobs'))
}

function schemaOf(body: Readonly<Record<string, unknown>>): unknown {
  const format = body['response_format'] as { type?: unknown; json_schema?: { schema?: unknown } } | undefined
  if (format?.type === 'json_schema') return format.json_schema?.schema ?? {}
  if (format?.type === 'json_object') return {}
  const text = body['text'] as { format?: { type?: unknown; schema?: unknown } } | undefined
  if (text?.format?.type === 'json_schema') return text.format.schema ?? {}
  if (text?.format?.type === 'json_object') return {}
  const config = body['output_config'] as { format?: { schema?: unknown } } | undefined
  return config?.format?.schema
}

function countInput(body: Readonly<Record<string, unknown>>): number {
  const { messages, input, system, instructions, tools } = body
  return countTokens(
    [messages ?? input ?? [], system ?? instructions ?? '', tools ?? ''].map((part) => JSON.stringify(part)).join(''),
  )
}

function json(status: number, value: unknown, wire: Wire, requestId: string): MockResult {
  return {
    kind: 'response',
    status,
    headers: { 'content-type': 'application/json', [wire.requestIdHeader]: requestId },
    body: JSON.stringify(value),
  }
}

export function realSleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })
}
