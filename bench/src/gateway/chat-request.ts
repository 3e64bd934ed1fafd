/** What every client sends to every subject: a short question under a system prompt. */
export function toChatBody(model: string, isStream: boolean): string {
  return JSON.stringify({
    model,
    messages: [
      { role: 'system', content: 'You are a helpful assistant of a public library. Answer in one or two sentences.' },
      { role: 'user', content: 'What is the capital of Norway, and since when has it been the capital?' },
    ],
    temperature: 0.2,
    ...(isStream && { stream: true, stream_options: { include_usage: true } }),
  })
}
