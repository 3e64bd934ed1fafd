import type { SharedV4ProviderMetadata } from '@ai-sdk/provider'

/** Namespaces whose options refuse or misread a plain `logprobs: true`. */
const without: ReadonlySet<string> = new Set([
  'anthropic',
  'google',
  'vertex',
  'bedrock',
  'amazon-bedrock',
  'cohere',
  'gateway',
])

/** What asks a provider that reads these namespaces for token log-probabilities; undefined where none is known to work. */
export function logprobsOption(
  provider: string,
  namespaces: ReadonlySet<string>,
): Readonly<Record<string, { readonly logprobs: true }>> | undefined {
  for (const name of namespaces) if (without.has(name)) return undefined
  return { [provider.split('.')[0] ?? provider]: { logprobs: true } }
}

/** Where the SDK's providers put them: `[{ logprob }]`, lists of such lists, or `{ content: [{ logprob }] }`. */
export function logprobsOfMetadata(metadata: SharedV4ProviderMetadata | undefined): readonly number[] {
  for (const values of Object.values(metadata ?? {})) {
    const found = collect(values['logprobs'])
    if (found.length > 0) return found
  }
  return []
}

/** A body or chunk in OpenAI's dialect, as it came over the wire. */
export function logprobsOfChunk(body: unknown): readonly number[] {
  const choices = field(body, 'choices')
  return Array.isArray(choices) ? collect(field(choices[0], 'logprobs')) : []
}

function collect(value: unknown): readonly number[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown) => {
      const logprob = field(entry, 'logprob')
      return typeof logprob === 'number' ? [logprob] : Array.isArray(entry) ? collect(entry) : []
    })
  }
  const content = field(value, 'content')
  return Array.isArray(content) ? collect(content) : []
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)[name]
    : undefined
}
