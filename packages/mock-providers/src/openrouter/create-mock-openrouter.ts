import type { MockProvider } from '../mock-provider.ts'
import type { MockLogEntry } from '../mock-request.ts'
import type { MockResult } from '../mock-result.ts'
import { openLogEntry, parseObject } from '../open-log-entry.ts'
import type { MockOpenrouter, MockOpenrouterOptions, OpenrouterAttempt, OpenrouterLookup } from './mock-openrouter.ts'
import { createAccount } from './openrouter-account.ts'
import { chooseEndpoints } from './openrouter-choice.ts'
import { completeAtOpenrouter, toErrorResult } from './openrouter-completion.ts'
import { toOpenrouterErrorBody, type OpenrouterError } from './openrouter-error.ts'
import type { Generation } from './openrouter-generations.ts'
import { listModels } from './openrouter-listing.ts'
import { createLookup } from './openrouter-lookup.ts'

/**
 * A fake OpenRouter: routes among mock endpoints, bills them, and tells their faults as OpenRouter does.
 * Source: openrouter.ai/docs and npm `@openrouter/sdk` 1.3.19, whose client reads it in a test of the bridge.
 */
export function createMockOpenrouter(options: MockOpenrouterOptions): MockOpenrouter {
  const { name = 'openrouter', apiKey, nowMs = Date.now } = options
  const models = listModels(options.models, { name, sleep: options.sleep, nowMs })
  const account = createAccount(options, nowMs)
  const generations = new Map<string, Generation>()
  const lookUp = createLookup({ models, account, generations, lookupsTooEarly: options.lookupsTooEarly ?? 1 })
  const requests: MockLogEntry[] = []
  const attempts: OpenrouterAttempt[] = []
  const lookups: OpenrouterLookup[] = []

  const refuseKey = (headers: Readonly<Record<string, string>>): OpenrouterError | undefined => {
    const key = headers['authorization']?.replace(/^Bearer /i, '')
    if (apiKey === undefined || key === apiKey) return undefined
    return { status: 401, message: key === undefined ? 'No auth credentials found' : 'User not found.' }
  }

  const handle: MockProvider['handle'] = async (method, rawPath, headers, text, signal) => {
    const url = new URL(rawPath.replace(/^(\/api)?\/v1(?=\/)/, ''), 'http://openrouter.test')
    if (method === 'GET') {
      const isPublic = url.pathname.startsWith('/models') || url.pathname === '/providers'
      const refusal = isPublic ? undefined : refuseKey(headers)
      const result = refusal === undefined ? lookUp(url, headers) : toResult(refusal)
      lookups.push({ path: rawPath, headers: redact(headers), status: result.status })
      return result
    }
    if (method !== 'POST' || url.pathname !== '/chat/completions')
      return toResult({ status: 404, message: `There is no ${method} ${rawPath}.` })
    const body = parseObject(text)
    const n = requests.length + 1
    const entry = openLogEntry({
      n,
      dialect: 'openai-chat',
      path: rawPath,
      requestId: `req_${name}_${n}`,
      headers,
      body,
    })
    // The first of `models`, where `model` is not there.
    const [first] = Array.isArray(body?.['models']) ? body['models'] : []
    const request: MockLogEntry = entry.model === '' && typeof first === 'string' ? { ...entry, model: first } : entry
    requests.push(request)
    const refusal = refuseKey(headers) ?? problemOf(body)
    if (refusal !== undefined) return toErrorResult(refusal, request)
    const choice = chooseEndpoints(models, request.body)
    if ('status' in choice) return toErrorResult(choice, request)
    return completeAtOpenrouter({
      ...choice,
      request,
      account,
      signal,
      nowMs,
      generationId: `gen-${Math.floor(nowMs() / 1_000)}-${name}${request.n}`,
      onAttempt: (attempt) => attempts.push(attempt),
      onGeneration: (generation) => generations.set(generation.id, generation),
    })
  }

  return {
    name,
    handle,
    requests,
    attempts,
    lookups,
    reset: () => {
      for (const list of [requests, attempts, lookups]) list.length = 0
      generations.clear()
      account.reset()
      for (const { endpoints } of models.values()) for (const { host } of endpoints) host.reset()
    },
  }
}

function problemOf(body: Readonly<Record<string, unknown>> | undefined): OpenrouterError | undefined {
  if (body === undefined) return { status: 400, message: 'The body of the request is not valid JSON.' }
  if (!Array.isArray(body['messages']))
    return { status: 400, message: 'Input required: specify "prompt" or "messages"' }
  const { provider } = body
  if (provider == null || (typeof provider === 'object' && !Array.isArray(provider))) return undefined
  return { status: 400, message: 'provider: Expected object' }
}

function toResult(error: OpenrouterError): Extract<MockResult, { kind: 'response' }> {
  return {
    kind: 'response',
    status: error.status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(toOpenrouterErrorBody(error)),
  }
}

/** The names of the app (`http-referer`, `x-title`, `x-openrouter-title`) stay readable. */
function redact(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return headers['authorization'] === undefined ? headers : { ...headers, authorization: '[redacted]' }
}
