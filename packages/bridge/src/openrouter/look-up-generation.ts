import { systemClock } from '@signalbox/core'
import { z } from 'zod'
import { askOpenrouter, type OpenrouterAccess, type OpenrouterRefusal } from './ask-openrouter.ts'
import { pause } from './pause.ts'

/** What OpenRouter keeps of a call: `GenerationResponseData` of @openrouter/sdk 1.3.19. */
export interface Generation {
  readonly id: string
  /** What is paid for it: with a key of one's own at the host, OpenRouter's fee and the host's bill together. */
  readonly costUsd: number | undefined
  /** Who served it: `Anthropic`, `DeepInfra`. */
  readonly host: string | undefined
  /** As billed. */
  readonly model: string | undefined
  /** Counted with OpenRouter's own tokenizer, alike for all models. */
  readonly promptTokens: number | undefined
  readonly completionTokens: number | undefined
  /** Counted by the host; these are what is paid for. */
  readonly nativePromptTokens: number | undefined
  readonly nativeCompletionTokens: number | undefined
  readonly nativeReasoningTokens: number | undefined
  readonly nativeCachedTokens: number | undefined
  readonly finish: string | undefined
  readonly nativeFinish: string | undefined
  readonly isCancelled: boolean | undefined
  /** Paid with a key of one's own at the host. */
  readonly isByok: boolean | undefined
}

export type GenerationAnswer = { readonly kind: 'found'; readonly generation: Generation } | OpenrouterRefusal

export interface GenerationLookUpOptions extends OpenrouterAccess {
  readonly apiKey: string
  /** Requests for one id at most. Default 5. */
  readonly attempts?: number | undefined
  /** Before the second request; doubled each time. Default 1,000. */
  readonly firstWaitMs?: number | undefined
  /** A longer wait than this is not made, whatever is asked for. Default 30,000. */
  readonly longestWaitMs?: number | undefined
}

export interface GenerationLookUp {
  /** Never throws. @param signal ends it early, with the reason `closed` */
  readonly find: (id: string, signal?: AbortSignal) => Promise<GenerationAnswer>
}

const count = z.number().nonnegative().nullish().catch(undefined)
const text = z.string().nullish().catch(undefined)
const flag = z.boolean().nullish().catch(undefined)

const schema = z.object({
  data: z.object({
    id: z.string(),
    total_cost: count,
    upstream_inference_cost: count,
    provider_name: text,
    model: text,
    tokens_prompt: count,
    tokens_completion: count,
    native_tokens_prompt: count,
    native_tokens_completion: count,
    native_tokens_reasoning: count,
    native_tokens_cached: count,
    finish_reason: text,
    native_finish_reason: text,
    cancelled: flag,
    is_byok: flag,
  }),
})

/** Not there yet, too many, or down: what waiting may mend. */
const passing: readonly OpenrouterRefusal['reason'][] = [
  'not-found',
  'rate-limited',
  'server-error',
  'timeout',
  'unreachable',
]

/** `GET /generation?id=`: what a call has cost, a moment after it. It is not there at once, so it is asked for again, with waits. */
export function createGenerationLookUp(options: GenerationLookUpOptions): GenerationLookUp {
  const { attempts = 5, firstWaitMs = 1_000, longestWaitMs = 30_000, clock = systemClock } = options
  return {
    find: async (id, signal) => {
      for (let attempt = 1; ; attempt++) {
        const answer = await ask(id, options, signal)
        if (answer.kind === 'found' || attempt >= attempts || !passing.includes(answer.reason)) return answer
        const waitMs = Math.max(firstWaitMs * 2 ** (attempt - 1), answer.retryAfterMs ?? 0)
        // Asked to stay away for longer than we would wait: it is left.
        if ((answer.retryAfterMs ?? 0) > longestWaitMs) return answer
        await pause(clock, Math.min(waitMs, longestWaitMs), signal)
      }
    },
  }
}

async function ask(
  id: string,
  options: GenerationLookUpOptions,
  signal: AbortSignal | undefined,
): Promise<GenerationAnswer> {
  const answer = await askOpenrouter(`/generation?id=${encodeURIComponent(id)}`, options, { signal })
  if (answer.kind === 'failed') return answer
  const { data } = schema.safeParse(answer.kind === 'ok' ? answer.body : undefined).data ?? {}
  if (data?.id !== id) {
    const message = `OpenRouter said nothing that can be read of the generation ${id}.`
    return { kind: 'failed', reason: 'refused', message }
  }
  return {
    kind: 'found',
    generation: {
      id,
      costUsd: costOf(data),
      host: data.provider_name ?? undefined,
      model: data.model ?? undefined,
      promptTokens: data.tokens_prompt ?? undefined,
      completionTokens: data.tokens_completion ?? undefined,
      nativePromptTokens: data.native_tokens_prompt ?? undefined,
      nativeCompletionTokens: data.native_tokens_completion ?? undefined,
      nativeReasoningTokens: data.native_tokens_reasoning ?? undefined,
      nativeCachedTokens: data.native_tokens_cached ?? undefined,
      finish: data.finish_reason ?? undefined,
      nativeFinish: data.native_finish_reason ?? undefined,
      isCancelled: data.cancelled ?? undefined,
      isByok: data.is_byok ?? undefined,
    },
  }
}

function costOf(data: z.infer<typeof schema>['data']): number | undefined {
  if (data.total_cost == null) return undefined
  return data.is_byok === true ? data.total_cost + (data.upstream_inference_cost ?? 0) : data.total_cost
}
