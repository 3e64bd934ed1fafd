/** Packages and the names they put on messages, by whose dialect they speak: `azure_openai` keeps its messages as `openai`. */
const dialects: readonly (readonly [pattern: RegExp, dialect: string])[] = [
  [/openai/, 'openai'],
  [/bedrock/, 'bedrock'],
  [/anthropic/, 'anthropic'],
  [/google|vertex|gemini/, 'google'],
  [/mistral/, 'mistral'],
]

/** Whose dialect a package speaks, told from its type or from the provider a message names. */
export function dialectOf(name: string): string {
  const lower = name.toLowerCase()
  return dialects.find(([pattern]) => pattern.test(lower))?.[1] ?? lower
}
