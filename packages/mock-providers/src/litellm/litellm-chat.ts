import { countTokens } from '../count-tokens.ts'
import type { LitellmPrices } from './litellm-deployment.ts'
import { costOf } from './litellm-cost.ts'
import { ProviderFailed, toErrorBody, type LitellmError } from './litellm-error.ts'
import type { ChatStep, Completion, Json, LitellmUsage } from './litellm-vendor.ts'
import { withTextTokens } from './with-text-tokens.ts'

/** A reply on its way to the client. */
export interface ChatInTransit {
  /** What the reply is to name as its model. */
  readonly model: string
  /** For providers whose ids are not shown. */
  readonly id: string
  readonly createdSeconds: number
  readonly prices: LitellmPrices | undefined
  readonly onUsage: (usage: LitellmUsage, usd: number | undefined) => void
}

/** A whole chat completion as LiteLLM shows it. */
export function toChatBody({ id, fields, choices, usage }: Completion, reply: ChatInTransit): Json {
  if (usage !== undefined) reply.onUsage(usage, costOf(usage, reply.prices))
  return {
    id: id ?? reply.id,
    created: reply.createdSeconds,
    model: reply.model,
    object: 'chat.completion',
    ...fields,
    choices,
    usage: usage ?? { completion_tokens: 0, prompt_tokens: 0, total_tokens: 0 },
  }
}

/**
 * A stream of chunks as LiteLLM shows it. A provider that ends early ends with `stop` here, usage it does not tell is estimated,
 * and what fails in mid-stream is told in a frame that is the last.
 */
export async function* toChatFrames(
  steps: AsyncIterable<ChatStep>,
  reply: ChatInTransit & { readonly wantsUsage: boolean; readonly promptTokens: number },
): AsyncGenerator<string, void, undefined> {
  let base: Json = { id: reply.id }
  let text = ''
  let finish: string | undefined
  let usage: LitellmUsage | undefined
  const chunk = (delta: Json, more: Json = {}, beside: Json = {}): string =>
    toFrame({
      ...base,
      created: reply.createdSeconds,
      model: reply.model,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, ...more }],
      ...beside,
    })
  for await (const step of steps) {
    if (step.id !== undefined) base = { id: step.id, ...step.fields }
    if (step.usage !== undefined) usage = step.usage
    const { delta } = step
    if (delta !== undefined && Object.keys(delta).length > 0) {
      // Whether the provider does or not, the first piece says whose turn it is.
      const role = text === '' ? { role: 'assistant' } : {}
      text += JSON.stringify(delta['tool_calls'] ?? delta['content'] ?? '')
      yield chunk({ ...role, ...delta }, step.choice)
    }
    finish ??= step.finish
  }
  yield chunk({}, { finish_reason: finish ?? 'stop' })
  usage ??= text === '' ? undefined : estimate(reply.promptTokens, text)
  const usd = costOf(usage, reply.prices)
  if (usage !== undefined) reply.onUsage(usage, usd)
  if (reply.wantsUsage)
    yield chunk({}, {}, usage === undefined ? {} : { usage: { ...usage, ...(usd !== undefined && { cost: usd }) } })
  yield 'data: [DONE]\n\n'
}

/** Whatever stops a stream, in LiteLLM's words. @throws what is none of the provider's failures */
export function toStreamError(error: unknown, cut: LitellmError): LitellmError {
  if (error instanceof ProviderFailed) return error.error
  if (error instanceof Error && error.name === 'ConnectionCut') return cut
  throw error
}

export function toErrorFrame(error: LitellmError): string {
  return toFrame(toErrorBody(error))
}

function estimate(promptTokens: number, text: string): LitellmUsage {
  const completion = countTokens(text)
  return withTextTokens({
    completion_tokens: completion,
    prompt_tokens: promptTokens,
    total_tokens: promptTokens + completion,
  })
}

function toFrame(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`
}
