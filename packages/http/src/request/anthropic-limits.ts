import type { WireOptions } from './wire-options.ts'

/** Above it Anthropic refuses; OpenAI goes to 2. */
export const maxAnthropicTemperature = 1

/** `output_config.effort`; OpenAI's `none` and `minimal` are not among them. */
export const anthropicEfforts: ReadonlySet<string> = new Set(['low', 'medium', 'high', 'xhigh', 'max'])

/** What a document with bytes may be. */
export const anthropicFileTypes: ReadonlySet<string> = new Set(['application/pdf', 'text/plain'])

/** Letters in a tool's name. */
export const maxAnthropicName = 128

/** Set where neither the client nor the catalogue gives a limit. */
const defaultMaxTokens = 4_096

/** Its wire needs a limit: who names none wants an answer as long as the model can give it. */
export function toAnthropicMaxTokens({ maxOutputTokens, mostOutputTokens = defaultMaxTokens }: WireOptions): number {
  return maxOutputTokens ?? mostOutputTokens
}
