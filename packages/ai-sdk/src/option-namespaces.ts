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

/** Every name a model with this `provider` may read its options under: `azure.responses` -> `azure`, `openai`. */
export function optionNamespaces(provider: string): ReadonlySet<string> {
  const first = provider.split('.')[0] ?? provider
  const alias = aliases.find(([name]) => provider === name || provider.startsWith(`${name}.`))
  return new Set([provider, first, toCamelCase(first), ...(alias?.[1] ?? [])])
}

function toCamelCase(name: string): string {
  return name.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase())
}
