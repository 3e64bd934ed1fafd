import type { MockLogEntry } from '../mock-request.ts'
import type { MockResult } from '../mock-result.ts'
import { vendorOf } from './call-deployment.ts'
import { toChatBody, toChatFrames, toErrorFrame, toStreamError, type ChatInTransit } from './litellm-chat.ts'
import { costOf } from './litellm-cost.ts'
import { toErrorResult, type LitellmError } from './litellm-error.ts'
import { toErrorHeaders, toReplyHeaders } from './litellm-headers.ts'
import type { Routed } from './litellm-router.ts'
import type { Json, LitellmUsage } from './litellm-vendor.ts'

/** What is known of a request beside who answers it. */
export interface Asked {
  readonly entry: MockLogEntry
  readonly createdSeconds: number
  /** For a provider that does not tell. */
  readonly promptTokens: number
  /** Of the key that asks, so far. */
  readonly spendUsd: () => number
  readonly onUsage: ChatInTransit['onUsage']
}

/** What was routed, as the client sees it. */
export async function toLitellmResult(routed: Routed, asked: Asked): Promise<MockResult> {
  const { entry } = asked
  const callId = entry.requestId
  if (routed.kind === 'error') {
    const { error, headers } = routed
    Object.assign(entry, { status: error.status, ended: 'complete' })
    const isEmbedding = entry.dialect === 'openai-embeddings'
    return toErrorResult(error, {
      ...headers,
      ...toErrorHeaders({ callId, keySpendUsd: asked.spendUsd(), isEmbedding }),
    })
  }
  const { reply, deployment, group, fallbacks } = routed
  if (reply.kind === 'silence') return reply
  const headersFor = (usage?: LitellmUsage): Record<string, string> => ({
    ...reply.headers,
    ...toReplyHeaders({
      ...routed,
      callId,
      keySpendUsd: asked.spendUsd(),
      costUsd: costOf(usage, deployment.prices),
    }),
  })
  // After a fall-back a whole reply names the provider's model, a stream the group.
  const provided = deployment.model.slice(deployment.model.indexOf('/') + 1)
  const model = fallbacks === 0 ? entry.model : entry.stream ? group : provided
  const transit: ChatInTransit = {
    model,
    id: `chatcmpl-${callId}`,
    createdSeconds: asked.createdSeconds,
    prices: deployment.prices,
    onUsage: asked.onUsage,
  }
  if (reply.kind !== 'stream') {
    const body = reply.kind === 'completion' ? toChatBody(reply.completion, transit) : toEmbeddings(reply.body, transit)
    Object.assign(entry, { status: 200, ended: 'complete' })
    return {
      kind: 'response',
      status: 200,
      headers: { ...headersFor(body['usage'] as LitellmUsage), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
  }
  const vendor = vendorOf(deployment)
  const cut = vendor.wrapCut()
  const options = entry.body['stream_options'] as { readonly include_usage?: boolean } | undefined
  const frames = toChatFrames(vendor.readSteps(reply.frames), {
    ...transit,
    wantsUsage: options?.include_usage === true,
    promptTokens: asked.promptTokens,
  })
  return toStreamResult(frames, { entry, cut, headers: headersFor() })
}

/** The head waits for the first frame: what fails before it is an error with a status. */
async function toStreamResult(
  frames: AsyncGenerator<string, void, undefined>,
  stream: { readonly entry: MockLogEntry; readonly cut: LitellmError; readonly headers: Record<string, string> },
): Promise<MockResult> {
  const { entry, cut, headers } = stream
  let first: IteratorResult<string, void>
  try {
    first = await frames.next()
  } catch (thrown) {
    const error = toStreamError(thrown, cut)
    Object.assign(entry, { status: error.status, ended: 'complete' })
    return toErrorResult(error, headers)
  }
  entry.status = 200
  return {
    kind: 'response',
    status: 200,
    headers: { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
    body: rest(),
  }
  async function* rest(): AsyncGenerator<string, void, undefined> {
    try {
      for (let step = first; step.done !== true; step = await frames.next()) yield step.value
      entry.ended = 'complete'
    } catch (thrown) {
      const frame = toErrorFrame(toStreamError(thrown, cut))
      entry.ended = 'cut'
      yield frame
    } finally {
      if (entry.ended === 'open') entry.ended = 'aborted'
      await frames.return()
    }
  }
}

function toEmbeddings(body: Json, { model, prices, onUsage }: ChatInTransit): Json {
  const told = body['usage'] as { readonly prompt_tokens?: number } | undefined
  const tokens = told?.prompt_tokens ?? 0
  const usage = {
    completion_tokens: 0,
    prompt_tokens: tokens,
    total_tokens: tokens,
    completion_tokens_details: null,
    prompt_tokens_details: null,
  }
  onUsage(usage, costOf(usage, prices))
  return { model, data: body['data'], object: 'list', usage }
}
