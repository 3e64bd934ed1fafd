/** Ends of a chat completion that are none, and what they mean in OpenAI's own codes: OpenRouter's, and DeepSeek's when it runs out of machines in mid-answer. */
export const failedFinishes: ReadonlyMap<unknown, string> = new Map([
  ['error', 'server_error'],
  ['insufficient_system_resource', 'server_overloaded'],
])
