import { countTokens } from '../count-tokens.ts'
import type { MockLogEntry } from '../mock-request.ts'
import type { MockResult } from '../mock-result.ts'
import type { MockUsage } from '../mock-script.ts'
import type { OpenrouterAttempt } from './mock-openrouter.ts'
import type { Account } from './openrouter-account.ts'
import type { OpenrouterChoice } from './openrouter-choice.ts'
import { costOf } from './openrouter-cost.ts'
import { parametersOf } from './openrouter-eligible.ts'
import { toOpenrouterErrorBody, toProviderError, type OpenrouterError } from './openrouter-error.ts'
import type { Generation } from './openrouter-generations.ts'
import type { ListedEndpoint } from './openrouter-listing.ts'
import { countPromptTokens } from './openrouter-prompt.ts'
import { processingComment, toOpenrouterBody, toOpenrouterFrame, type ReplyInTransit } from './openrouter-reply.ts'

/** One chat completion on its way through OpenRouter. */
export interface Completion extends OpenrouterChoice {
  readonly request: MockLogEntry
  readonly account: Account
  readonly generationId: string
  readonly nowMs: () => number
  readonly signal: AbortSignal
  readonly onAttempt: (attempt: OpenrouterAttempt) => void
  readonly onGeneration: (generation: Generation) => void
}

type Response = Extract<MockResult, { kind: 'response' }>

/**
 * Tries endpoint after endpoint until one begins to answer; then there is no way back.
 * When all fail, the last one's error is told, or the last one's broken connection is the client's too.
 */
export async function completeAtOpenrouter(completion: Completion): Promise<MockResult> {
  const { endpoints, request, account, signal, nowMs, onAttempt } = completion
  const startedMs = nowMs()
  const errors: OpenrouterError[] = []
  const attempts: OpenrouterAttempt[] = []
  const note = ({ modelId, provider }: ListedEndpoint, status: number): void => {
    const attempt = { request: request.n, model: modelId, provider, status }
    attempts.push(attempt)
    onAttempt(attempt)
  }
  let broken: { readonly result: MockResult; readonly ended: MockLogEntry['ended'] } | undefined
  for (const endpoint of endpoints) {
    broken = undefined
    const refusal = account.refusal(endpoint, request) ?? moderate(endpoint, request)
    if (refusal !== undefined) {
      note(endpoint, refusal.status)
      errors.push(refusal)
      continue
    }
    const pending = endpoint.host.handle(
      'POST',
      '/v1/chat/completions',
      request.headers,
      JSON.stringify(toProviderBody(request.body, endpoint)),
      signal,
    )
    // A mock logs a request before it first waits, so the newest entry is ours.
    const entry = endpoint.host.requests.at(-1)
    const result = await pending
    if (result.kind !== 'response') {
      note(endpoint, 0)
      errors.push(toProviderError(502, '', endpoint.provider, endpoint.isByok ?? false))
      broken = { result, ended: entry?.ended ?? 'cut' }
      if (result.kind === 'silence') break
      continue
    }
    note(endpoint, result.status)
    if (result.status < 400) return deliver(result, { endpoint, entry, attempts, startedMs }, completion)
    errors.push(toToldError(result, endpoint))
  }
  if (broken === undefined) return tell(errors, request)
  request.ended = broken.ended
  return broken.result
}

/** Errors before any output: the last one's, with those before it beside. */
function tell(errors: readonly OpenrouterError[], request: MockLogEntry): MockResult {
  const previous = errors.slice(0, -1).map(({ status, message }) => ({ code: status, message }))
  const last = errors.at(-1) ?? { status: 503, message: 'No provider is available.' }
  return toErrorResult(
    previous.length === 0 ? last : { ...last, metadata: { ...last.metadata, previous_errors: previous } },
    request,
  )
}

export function toErrorResult(error: OpenrouterError, request: MockLogEntry): MockResult {
  Object.assign(request, { status: error.status, ended: 'complete' })
  return {
    kind: 'response',
    status: error.status,
    headers: { ...error.headers, 'content-type': 'application/json' },
    body: JSON.stringify(toOpenrouterErrorBody(error)),
  }
}

function toToldError({ status, headers, body }: Response, endpoint: ListedEndpoint): OpenrouterError {
  const raw = typeof body === 'string' ? body : ''
  // A hint when to come again goes along, whichever header it stands in.
  return { ...toProviderError(status, raw, endpoint.provider, endpoint.isByok ?? false), headers }
}

/** Who answered, after whom. */
interface Answered {
  readonly endpoint: ListedEndpoint
  /** The provider's own log of it. */
  readonly entry: MockLogEntry | undefined
  readonly attempts: readonly OpenrouterAttempt[]
  readonly startedMs: number
}

function deliver(
  { status, headers, body }: Response,
  { endpoint, entry, attempts, startedMs }: Answered,
  completion: Completion,
): MockResult {
  const { request, account, generationId, nowMs, isOnline, onGeneration } = completion
  const createdMs = nowMs()
  let text = ''
  let finish: string | undefined
  let stated: MockUsage | undefined
  const reply: ReplyInTransit = {
    id: generationId,
    createdSeconds: Math.floor(createdMs / 1_000),
    endpoint,
    searches: isOnline ? 1 : 0,
    routerMetadata: wantsMetadata(request) ? toRouterMetadata(endpoint, attempts, completion) : undefined,
    onChoice: (piece) => {
      text += piece.text
      finish = piece.finish ?? finish
    },
    onUsage: (usage) => void (stated = usage),
  }
  const settle = (): void => {
    Object.assign(request, { usage: entry?.usage, ended: entry?.ended ?? 'complete' })
    const usage = stated ?? { inputTokens: countPromptTokens(request.body), outputTokens: countTokens(text) }
    // Nothing answered, nothing to pay.
    const isFree = stated === undefined && text === ''
    const chargedUsd = isFree ? 0 : costOf(endpoint, usage, reply.searches).chargedUsd
    account.charge(chargedUsd)
    onGeneration({
      id: generationId,
      endpoint,
      request,
      startedMs,
      createdMs,
      endedMs: nowMs(),
      finish,
      searches: reply.searches,
      attempts,
      usage,
      isCancelled: request.ended === 'aborted',
      chargedUsd,
    })
  }
  request.status = status
  const told = { kind: 'response', status, headers: { ...headers, 'x-generation-id': generationId } } as const
  if (typeof body !== 'string') return { ...told, body: relay(body, reply, settle) }
  const whole = toOpenrouterBody(body, reply)
  settle()
  return { ...told, body: whole }
}

async function* relay(
  frames: AsyncIterable<string>,
  reply: ReplyInTransit,
  settle: () => void,
): AsyncGenerator<string, void, undefined> {
  let isFirst = true
  try {
    for await (const frame of frames) {
      const told = toOpenrouterFrame(frame, reply)
      // Bytes that are no chunk keep their place at the head.
      if (isFirst && told !== frame) yield processingComment
      isFirst = false
      yield told
    }
  } finally {
    settle()
  }
}

/** What the provider gets: OpenRouter's own fields are for OpenRouter, and unknown parameters are left out. */
function toProviderBody(
  body: Readonly<Record<string, unknown>>,
  { as, supportedParameters }: ListedEndpoint,
): Record<string, unknown> {
  const dropped = new Set([
    ...ownFields,
    ...parametersOf(body).filter((parameter) => !supportedParameters.includes(parameter)),
  ])
  return {
    ...Object.fromEntries(Object.entries(body).filter(([key]) => !dropped.has(key))),
    model: as,
    ...(body['stream'] === true && { stream_options: { include_usage: true } }),
  }
}

const ownFields = ['models', 'provider', 'plugins', 'usage', 'stream_options', 'session_id', 'trace']

function moderate(endpoint: ListedEndpoint, request: MockLogEntry): OpenrouterError | undefined {
  const reasons = endpoint.moderate?.(request) ?? []
  if (reasons.length === 0) return undefined
  const { prompt } = request
  return {
    status: 403,
    message:
      `${endpoint.modelId} requires moderation on ${endpoint.provider}. ` +
      `Your input was flagged for "${reasons.join(', ')}". No credits were charged.`,
    metadata: {
      reasons,
      // More than 100 characters are cut in the middle.
      flagged_input: prompt.length <= 100 ? prompt : `${prompt.slice(0, 48)}...${prompt.slice(-48)}`,
      provider_name: endpoint.provider,
      model_slug: endpoint.modelId,
    },
  }
}

function wantsMetadata({ headers }: MockLogEntry): boolean {
  const level = headers['x-openrouter-metadata'] ?? headers['x-openrouter-experimental-metadata']
  return level?.toLowerCase() === 'enabled'
}

/** Source: `OpenRouterMetadata` of npm `@openrouter/sdk` 1.3.19. */
function toRouterMetadata(
  chosen: ListedEndpoint,
  attempts: readonly OpenrouterAttempt[],
  { endpoints, request }: Completion,
): unknown {
  const isOneModel = endpoints.every(({ modelId }) => modelId === endpoints[0]?.modelId)
  return {
    requested: request.model,
    strategy: isOneModel ? 'direct' : 'fallback',
    region: null,
    is_byok: chosen.isByok ?? false,
    attempt: attempts.length,
    attempts: attempts.map(({ model, provider, status }) => ({ model, provider, status })),
    endpoints: {
      total: endpoints.length,
      available: endpoints.map((endpoint) => ({
        model: endpoint.modelId,
        provider: endpoint.provider,
        selected: endpoint === chosen,
      })),
    },
    summary: `available=${endpoints.length}, selected=${chosen.provider}`,
  }
}
