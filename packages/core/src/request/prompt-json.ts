import type { RouteRequest } from './route-request.ts'

/** What of a request its model reads. */
export type StoredPrompt = Pick<RouteRequest, 'messages' | 'tools' | 'toolChoice' | 'responseFormat'>

/** As JSON, for a ledger that keeps prompts: the messages, or an object where there are tools or a form beside them. */
export function toPromptJson({ messages, tools, toolChoice, responseFormat }: RouteRequest): string {
  const hasMore = tools !== undefined || toolChoice !== undefined || responseFormat !== undefined
  return JSON.stringify(hasMore ? { messages, tools, toolChoice, responseFormat } : messages)
}

/** Undefined = it is no prompt of ours. */
export function fromPromptJson(promptJson: string | undefined): StoredPrompt | undefined {
  try {
    const stored: unknown = JSON.parse(promptJson ?? '')
    const prompt = Array.isArray(stored) ? { messages: stored as StoredPrompt['messages'] } : (stored as StoredPrompt)
    return Array.isArray(prompt.messages) && prompt.messages.length > 0 ? prompt : undefined
  } catch {
    return undefined
  }
}
