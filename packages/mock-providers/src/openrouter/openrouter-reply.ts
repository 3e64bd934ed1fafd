import type { MockUsage } from '../mock-script.ts'
import { parseObject } from '../open-log-entry.ts'
import { costOf } from './openrouter-cost.ts'
import { toErrorType } from './openrouter-error.ts'
import type { ListedEndpoint } from './openrouter-listing.ts'

/** One reply on its way through OpenRouter. */
export interface ReplyInTransit {
  readonly id: string
  readonly createdSeconds: number
  readonly endpoint: ListedEndpoint
  /** Web searches made for it. */
  readonly searches: number
  /** Shown as `openrouter_metadata` where the client asked for it. */
  readonly routerMetadata: unknown
  /** A piece of the answer, or why it ended. */
  readonly onChoice: (piece: { readonly text: string; readonly finish: string | undefined }) => void
  /** The provider has said what it used. */
  readonly onUsage: (usage: MockUsage) => void
}

/** A whole answer of a provider as OpenRouter passes it on; what is no chat completion passes as it is. */
export function toOpenrouterBody(text: string, reply: ReplyInTransit): string {
  const value = parseObject(text)
  return value === undefined || !Array.isArray(value['choices']) ? text : JSON.stringify(toEnvelope(value, reply))
}

/** One frame of a provider's stream as OpenRouter passes it on; what is no chunk passes as it is, an error gets OpenRouter's shape. */
export function toOpenrouterFrame(frame: string, reply: ReplyInTransit): string {
  const value = parseObject(/^data: (\{.*\})\n\n$/.exec(frame)?.[1] ?? '')
  if (value === undefined) return frame
  if (Array.isArray(value['choices'])) return toFrame(toEnvelope(value, reply))
  return value['error'] === undefined ? frame : toFrame(toErrorChunk(value['error'], reply))
}

/** What keeps a stream alive until its first token. */
export const processingComment = ': OPENROUTER PROCESSING\n\n'

function toEnvelope(value: Readonly<Record<string, unknown>>, reply: ReplyInTransit): Record<string, unknown> {
  const { endpoint, routerMetadata } = reply
  const { usage, ...rest } = value
  const choices = value['choices'] as readonly Choice[]
  for (const { message, delta, finish_reason } of choices)
    reply.onChoice({ text: (message ?? delta)?.content ?? '', finish: finish_reason ?? undefined })
  return {
    ...rest,
    id: reply.id,
    provider: endpoint.provider,
    // A script may name another model on purpose.
    ...(value['model'] === endpoint.as && { model: endpoint.modelId }),
    choices: choices.map((choice) => ({ ...withCitation(choice, reply), native_finish_reason: choice.finish_reason })),
    // Null has no place in a chunk: npm `@openrouter/sdk` takes usage or nothing.
    ...(usage != null && { usage: toUsage(usage as ProviderUsage, reply) }),
    ...(usage != null && routerMetadata !== undefined && { openrouter_metadata: routerMetadata }),
  }
}

interface Choice {
  readonly message?: { readonly content?: string | null; readonly annotations?: readonly unknown[] } | undefined
  readonly delta?: { readonly content?: string | null } | undefined
  readonly finish_reason?: string | null | undefined
}

interface ProviderUsage {
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly prompt_tokens_details?: { readonly cached_tokens?: number } | null
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number } | null
}

function toUsage(stated: ProviderUsage, { endpoint, searches, onUsage }: ReplyInTransit): unknown {
  const usage: MockUsage = {
    inputTokens: stated.prompt_tokens,
    outputTokens: stated.completion_tokens,
    cacheReadTokens: stated.prompt_tokens_details?.cached_tokens,
    reasoningTokens: stated.completion_tokens_details?.reasoning_tokens,
  }
  onUsage(usage)
  const { chargedUsd, byokUsd, promptUsd, completionUsd, searchUsd } = costOf(endpoint, usage, searches)
  return {
    ...stated,
    cost: chargedUsd,
    is_byok: endpoint.isByok ?? false,
    cost_details: {
      upstream_inference_cost: byokUsd ?? null,
      upstream_inference_prompt_cost: promptUsd,
      upstream_inference_completions_cost: completionUsd,
      ...(searches > 0 && { server_tool_cost: searchUsd }),
    },
    ...(searches > 0 && { server_tool_use_details: { web_search_requests: searches } }),
  }
}

/** What `:online` found stands in the message; streams carry it in no chunk of the SDK's types. */
function withCitation(choice: Choice, { searches }: ReplyInTransit): Choice {
  if (searches === 0 || choice.message === undefined) return choice
  return { ...choice, message: { ...choice.message, annotations: [citation] } }
}

const citation = {
  type: 'url_citation',
  url_citation: { url: 'https://example.com/', title: 'Example', content: '', start_index: 0, end_index: 0 },
}

/** After `ChatStreamChunk` of npm `@openrouter/sdk` 1.3.19: a chunk with `error` beside a choice that finished by `error`. */
function toErrorChunk(error: unknown, { id, createdSeconds, endpoint, onChoice }: ReplyInTransit): unknown {
  onChoice({ text: '', finish: 'error' })
  const { message, code, type } = error as { message?: unknown; code?: unknown; type?: unknown }
  const status = typeof code === 'number' ? code : 502
  const provider_code = [code, type].find((one) => typeof one === 'string')
  return {
    id,
    object: 'chat.completion.chunk',
    created: createdSeconds,
    model: endpoint.modelId,
    provider: endpoint.provider,
    error: {
      code: status,
      message: String(message),
      metadata: {
        error_type: toErrorType(status),
        ...(provider_code !== undefined && { provider_code }),
        provider_name: endpoint.provider,
        raw: JSON.stringify({ error }),
      },
    },
    choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error', native_finish_reason: 'error' }],
  }
}

function toFrame(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`
}
