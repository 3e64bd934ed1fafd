/** Words by which LiteLLM tells that a prompt is too long, whoever the provider is. */
const words = [
  'exceed context limit',
  "this model's maximum context length is",
  "model's maximum context limit",
  "is longer than the model's context length",
  'input tokens exceed the configured limit',
  'exceeds the available context size',
  'exceeds the maximum number of tokens allowed',
]

export function isContextError(text: string): boolean {
  const lower = text.toLowerCase()
  return words.some((word) => lower.includes(word))
}
