import { countTokens } from '../count-tokens.ts'

/** Tokens of a prompt, as every mock counts them. */
export function countPromptTokens({ messages, tools }: Readonly<Record<string, unknown>>): number {
  return countTokens([messages ?? [], '', tools ?? ''].map((part) => JSON.stringify(part)).join(''))
}

/** The limit of output that a request states. */
export function outputLimitOf(body: Readonly<Record<string, unknown>>): number | undefined {
  const limit = body['max_completion_tokens'] ?? body['max_tokens']
  return typeof limit === 'number' ? limit : undefined
}
