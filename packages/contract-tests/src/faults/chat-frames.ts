/** Frames of an OpenAI chat stream, for faults that need odd ones. */
export function chunk(delta: unknown, finish: string | null = null, more: Record<string, unknown> = {}): string {
  return frame({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'model-p',
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...more,
  })
}

export function usageChunk(inputTokens: number, outputTokens: number): string {
  const usage = {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
  }
  return frame({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 0, model: 'model-p', choices: [], usage })
}

export function frame(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`
}

export const opening: string = chunk({ role: 'assistant', content: '' })
export const done = 'data: [DONE]\n\n'
export const comment = ': OPENROUTER PROCESSING\n\n'
