/** Log-probabilities where LangChain's packages put them: `logprobs.content[].logprob`. */
export function logprobsOf(metadata: Readonly<Record<string, unknown>> | undefined): readonly number[] {
  const logprobs = metadata?.['logprobs'] as { readonly content?: unknown } | null | undefined
  if (!Array.isArray(logprobs?.content)) return []
  return logprobs.content.flatMap((entry: unknown) => {
    const value = (entry as { readonly logprob?: unknown } | null)?.logprob
    return typeof value === 'number' ? [value] : []
  })
}
