import { knownProviders, proxyOnlyProviders } from './provider-table.ts'

/** What `litellm_params.model` names. */
export interface ParsedModel {
  /** As LiteLLM calls it; undefined: it cannot be told from the name. */
  readonly provider: string | undefined
  /** The model's name at the provider. */
  readonly name: string
}

/** Names without a provider that LiteLLM knows by their beginning. */
const bare: readonly (readonly [pattern: RegExp, provider: string])[] = [
  [/^(gpt-|chatgpt-|o\d|ft:gpt|text-embedding-|codex-|davinci|babbage|dall-e|whisper|tts-|omni-moderation)/, 'openai'],
  [/^claude-/, 'anthropic'],
  [/^(command|embed-(english|multilingual))/, 'cohere'],
  [/^(gemini-|chat-bison|text-bison)/, 'vertex_ai'],
  [/^(amazon|anthropic|meta|mistral|cohere|ai21|us|eu|apac)\.[a-z]/, 'bedrock'],
]

/** `azure/my-deployment`, `openrouter/anthropic/claude-sonnet-4.5`, `gpt-4o`. @param custom `custom_llm_provider`, which wins */
export function parseModel(model: string, custom?: string): ParsedModel {
  const slash = model.indexOf('/')
  const head = slash > 0 ? model.slice(0, slash) : undefined
  if (custom !== undefined && custom !== '')
    return { provider: custom, name: head === custom ? model.slice(slash + 1) : model }
  if (head !== undefined && (Object.hasOwn(knownProviders, head) || proxyOnlyProviders.has(head)))
    return { provider: head, name: model.slice(slash + 1) }
  return { provider: bare.find(([pattern]) => pattern.test(model))?.[1], name: model }
}
