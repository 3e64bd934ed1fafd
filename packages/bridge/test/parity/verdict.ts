/** Who answered, or why nobody did. */
export type Verdict = `served by ${string}` | 'context-length' | 'content-policy' | 'rate-limit' | 'time-out' | 'failed'

/** What a client makes of an answer, LiteLLM's or ours. The class of a refusal is told by status, code and wording alike. */
export function toVerdict(status: number, body: unknown): Verdict {
  if (status === 200) return `served by ${textOf(body)}`
  const text = JSON.stringify(body)
  // A proxy quotes chains and reasons: only what stands first is the failure itself.
  if (/ContextWindowExceeded|context_length_exceeded|maximum context length/.test(text)) return 'context-length'
  if (/ContentPolicyViolation|content_policy_violation|content_filter|safety system/.test(text)) return 'content-policy'
  if (status === 429) return 'rate-limit'
  if (status === 408 || status === 504) return 'time-out'
  return 'failed'
}

function textOf(body: unknown): string {
  const { choices } = body as { readonly choices: readonly { readonly message: { readonly content: string } }[] }
  return choices[0]?.message.content ?? ''
}
