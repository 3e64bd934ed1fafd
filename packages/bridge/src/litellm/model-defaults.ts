/** Taken where neither LiteLLM nor the catalogue says how much a model reads. */
export const assumedContextTokens = 128_000

const modes: ReadonlySet<unknown> = new Set([undefined, null, 'chat', 'completion', 'responses', 'embedding'])

/** Whether models of a `mode` of LiteLLM's are routed. */
export function isRoutedMode(mode: unknown): boolean {
  return modes.has(mode)
}
