/**
 * Names under which a provider's models read `providerOptions`, beyond the first word of `model.provider`. Dated 2026-11, from the
 * providers' own sources.
 */
const aliases: readonly (readonly [provider: string, names: readonly string[]])[] = [
  ['azure', ['azure', 'openai']],
  ['vertex.anthropic', ['anthropic', 'vertex']],
  ['google.vertex', ['vertex', 'google', 'googleVertex']],
  ['google', ['google']],
  ['amazon-bedrock', ['bedrock', 'amazonBedrock', 'anthropic']],
  ['bedrock', ['bedrock', 'amazonBedrock', 'anthropic']],
  ['github-copilot', ['copilot', 'githubCopilot']],
  ['fireworks', ['fireworks', 'fireworksai']],
  ['togetherai', ['togetherai', 'together']],
]

/** Names of providers of the SDK, for parts made by one that is not among the models. Dated 2026-11. */
const makers: ReadonlySet<string> = new Set([
  ...'openai anthropic google xai mistral groq cohere deepseek perplexity moonshotai alibaba cerebras deepinfra'.split(
    ' ',
  ),
  ...'huggingface vercel gateway openrouter minimax baseten'.split(' '),
  ...aliases.flatMap(([, names]) => names),
])

/** Whether parts that carry this name were made by a provider, as far as the name alone can tell. */
export function isMaker(name: string): boolean {
  return makers.has(name)
}

/** Whether a model of these namespaces reads options of this name. The Vercel gateway hands all of them on to whoever it asks. */
export function isRead(namespaces: ReadonlySet<string>, name: string): boolean {
  return namespaces.has(name) || namespaces.has('gateway')
}

/**
 * Every name a model with this `provider` may read its options under: `azure.responses` -> `azure`, `openai`. A provider that was
 * given a name of its own keeps the names of its maker only where the suffix tells: `.messages` is Anthropic's alone.
 */
export function optionNamespaces(provider: string): ReadonlySet<string> {
  const first = provider.split('.')[0] ?? provider
  const alias = aliases.find(([name]) => provider === name || provider.startsWith(`${name}.`))
  const bySuffix = provider.endsWith('.messages') ? ['anthropic'] : []
  return new Set([provider, first, toCamelCase(first), ...(alias?.[1] ?? []), ...bySuffix])
}

function toCamelCase(name: string): string {
  return name.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase())
}
