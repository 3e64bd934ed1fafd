import { parseObject } from '../open-log-entry.ts'
import type { MockResult } from '../mock-result.ts'
import { anthropicVendor } from './anthropic-vendor.ts'
import type { LitellmDeployment } from './litellm-deployment.ts'
import { ProviderFailed, type LitellmError } from './litellm-error.ts'
import { toProviderHeaders } from './litellm-headers.ts'
import type { Completion, Json, LitellmVendor } from './litellm-vendor.ts'
import { openaiVendor } from './openai-vendor.ts'
import { toPython } from './python-text.ts'

/** What one call to a provider came to. */
export type ProviderReply =
  | { readonly kind: 'completion'; readonly completion: Completion; readonly headers: Headers }
  | { readonly kind: 'embedding'; readonly body: Json; readonly headers: Headers }
  | { readonly kind: 'stream'; readonly frames: AsyncIterable<string>; readonly headers: Headers }
  | { readonly kind: 'error'; readonly error: LitellmError; readonly headers: Headers }
  /** No answer, and nobody to stop waiting but the client. */
  | { readonly kind: 'silence' }

type Headers = Readonly<Record<string, string>>

export interface ProviderCall {
  readonly route: '/chat/completions' | '/embeddings'
  /** As the client sent it, LiteLLM's own fields left out. */
  readonly body: Json
  readonly timeoutSeconds: number | undefined
  readonly signal: AbortSignal
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

export function vendorOf({ model }: LitellmDeployment): LitellmVendor {
  return model.startsWith('anthropic/') ? anthropicVendor : openaiVendor
}

export async function callDeployment(deployment: LitellmDeployment, call: ProviderCall): Promise<ProviderReply> {
  const { route, signal, timeoutSeconds } = call
  const vendor = vendorOf(deployment)
  const isStream = call.body['stream'] === true
  const how = { isStream, ownSeconds: deployment.timeoutSeconds }
  const isChat = route === '/chat/completions'
  const body = { ...call.body, model: deployment.model.replace(/^(openai|anthropic)\//, '') }
  const result = await deployment.provider.handle(
    'POST',
    isChat ? vendor.chatPath : '/v1/embeddings',
    { 'content-type': 'application/json' },
    JSON.stringify(isChat ? vendor.toRequest(body) : body),
    signal,
  )
  if (result.kind === 'silence') {
    if (timeoutSeconds === undefined) return result
    await call.sleep(timeoutSeconds * 1_000, signal)
    return {
      kind: 'error',
      error: vendor.wrapTimeout(timeoutSeconds, how),
      headers: {},
    }
  }
  if (result.kind !== 'response') return { kind: 'error', error: vendor.wrapReset(), headers: {} }
  const prefixed = toProviderHeaders(result.headers)
  const headers = { ...prefixed, ...vendor.toLimits(result.headers) }
  const isOpenai = vendor === openaiVendor
  const text = typeof result.body === 'string' ? result.body : undefined
  // It follows a redirect, and nobody is there.
  if (result.status >= 300 && result.status < 400) return { kind: 'error', error: vendor.wrapReset(), headers: {} }
  if (result.status >= 400) {
    const told = isChat ? (text ?? '') : toSdkError(result.status, text ?? '')
    const error = vendor.wrapError(result.status, told, how)
    return { kind: 'error', error, headers: isOpenai ? headers : prefixed }
  }
  // What is no stream has no event: it ends as an empty one does.
  if (isStream) return { kind: 'stream', frames: typeof result.body === 'string' ? none() : result.body, headers }
  const told = text ?? (await collect(result))
  const whole = parseObject(told)
  try {
    if (whole === undefined) throw new ProviderFailed(vendor.wrapUnreadable(told, result.headers['content-type'] ?? ''))
    return isChat
      ? { kind: 'completion', completion: vendor.toCompletion(whole), headers }
      : { kind: 'embedding', body: whole, headers }
  } catch (error) {
    if (!(error instanceof ProviderFailed)) throw error
    return { kind: 'error', error: error.error, headers: isOpenai || error.error.isFinal === true ? {} : prefixed }
  }
}

/** Embeddings go through OpenAI's own SDK, and its message is shown. */
function toSdkError(status: number, body: string): string {
  const told = parseObject(body)
  const message = `Error code: ${status} - ${told === undefined ? body : toPython(told)}`
  return JSON.stringify({ error: { ...(told?.['error'] as Json | undefined), message } })
}

async function* none(): AsyncGenerator<string, void, undefined> {}

async function collect({ body }: Extract<MockResult, { kind: 'response' }>): Promise<string> {
  let text = ''
  for await (const frame of body) text += frame
  return text
}
