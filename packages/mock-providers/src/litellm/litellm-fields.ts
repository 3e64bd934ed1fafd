import type { Json } from './litellm-vendor.ts'

/** Fields of a body and headers that are for LiteLLM itself. */
export interface LitellmFields {
  readonly isFallBackOff: boolean
  /** Groups, or bodies that replace fields of the request; undefined = the request names none. */
  readonly fallbacks: readonly (string | Json)[] | undefined
  readonly retries: number
  readonly timeoutSeconds: number | undefined
  /** What is left for the provider. */
  readonly rest: Json
}

export function readLitellmFields(body: Json, headers: Readonly<Record<string, string>>): LitellmFields {
  const { fallbacks, disable_fallbacks, num_retries, timeout, metadata: _m, tags: _t, user: _u, ...rest } = body
  const { context_window_fallbacks: _c, content_policy_fallbacks: _p, ...forProvider } = rest
  return {
    isFallBackOff: disable_fallbacks === true,
    fallbacks: Array.isArray(fallbacks) ? (fallbacks as (string | Json)[]) : undefined,
    retries: Number(num_retries ?? headers['x-litellm-num-retries'] ?? 0),
    timeoutSeconds: toSeconds(timeout ?? headers['x-litellm-timeout']),
    rest: forProvider,
  }
}

function toSeconds(value: unknown): number | undefined {
  return value === undefined || value === null ? undefined : Number(value)
}
