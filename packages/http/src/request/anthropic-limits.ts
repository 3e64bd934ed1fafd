/** Above it Anthropic refuses; OpenAI goes to 2. */
export const maxAnthropicTemperature = 1

/** `output_config.effort`; OpenAI's `none` and `minimal` are not among them. */
export const anthropicEfforts: ReadonlySet<string> = new Set(['low', 'medium', 'high', 'xhigh', 'max'])

/** What a document with bytes may be. */
export const anthropicFileTypes: ReadonlySet<string> = new Set(['application/pdf', 'text/plain'])

/** Its wire needs a limit; this one is set where nobody gave one. */
export const defaultAnthropicMaxTokens = 4_096
