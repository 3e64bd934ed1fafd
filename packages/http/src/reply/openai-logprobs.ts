import { type Json, listOf } from './json-shapes.ts'
import type { TokenLogprob } from './reply-event.ts'

/** OpenAI's list of tokens, the same in chat and responses; undefined = there is none. */
export function fromOpenaiLogprobs(values: unknown): readonly TokenLogprob[] | undefined {
  const tokens = listOf(values).flatMap((value): TokenLogprob[] => {
    const token = toToken(value)
    if (token === undefined) return []
    return [{ ...token, top: listOf(value['top_logprobs']).flatMap((one) => toToken(one) ?? []) }]
  })
  return tokens.length === 0 ? undefined : tokens
}

export function toOpenaiLogprobs(tokens: readonly TokenLogprob[]): readonly Json[] {
  return tokens.map(({ top, ...token }) => ({ ...toJson(token), top_logprobs: (top ?? []).map(toJson) }))
}

type Token = Omit<TokenLogprob, 'top'>

function toToken({ token, logprob, bytes }: Json): Token | undefined {
  if (typeof logprob !== 'number') return undefined
  return {
    token: typeof token === 'string' ? token : '',
    logprob,
    bytes: Array.isArray(bytes) ? bytes.filter((byte) => typeof byte === 'number') : undefined,
  }
}

function toJson({ token, logprob, bytes }: Token): Json {
  // A token may be half a character, so its bytes are not those of its text.
  return { token, logprob, bytes: bytes ?? null }
}
