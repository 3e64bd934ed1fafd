/**
 * Models that our catalogue has under the name of the vendor's own API and OpenRouter under its own: ours -> theirs. All other ids are alike.
 * Read on 2026-11-25 from the lists of both in models.dev@f3fc692 (2026-07-02): same model name, same month of release.
 */
const names: readonly (readonly [ours: string, theirs: string])[] = [
  ['anthropic/claude-opus-4.0', 'anthropic/claude-opus-4'],
  ['anthropic/claude-sonnet-4.0', 'anthropic/claude-sonnet-4'],
  ['cohere/command-a-03-2025', 'cohere/command-a'],
  ['mistralai/mistral-medium-2505', 'mistralai/mistral-medium-3'],
  ['mistralai/mistral-medium-2508', 'mistralai/mistral-medium-3.1'],
  ['moonshotai/kimi-k2-0711-preview', 'moonshotai/kimi-k2'],
  ['moonshotai/kimi-k2-0905-preview', 'moonshotai/kimi-k2-0905'],
]

const byOurs = new Map(names)

/** How OpenRouter calls a model of our catalogue. */
export function toOpenrouterModel(ours: string): string {
  return byOurs.get(ours) ?? ours
}

/** How our catalogue may call a model of OpenRouter's: its own name first. */
export function fromOpenrouterModel(theirs: string): readonly string[] {
  return [theirs, ...names.filter(([, name]) => name === theirs).map(([ours]) => ours)]
}
