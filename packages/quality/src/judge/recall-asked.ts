import { recallRequest, type OutcomeRow, type RouteRequest } from '@signalbox/core'

/** A prompt that its owner hands over again, with whatever of it the ledger does not keep. */
export type HandedPrompt = Pick<RouteRequest, 'messages' | 'tools' | 'toolChoice' | 'responseFormat'>

/**
 * A request of the past as it can be asked again: its messages, its limits, its constraints. A string = why it cannot, as a group of
 * requests is named by it.
 */
export function recallAsked(row: OutcomeRow, handed: HandedPrompt | undefined): RouteRequest | string {
  const recorded = recallRequest(row)
  if (recorded === undefined) return 'an older Signalbox wrote them, so their constraints are not known'
  const { features, lastTurn, shadow, session: _session, ...request } = recorded
  if (shadow === false) return 'their callers keep them out of studies'
  const messages = handed?.messages ?? parseMessages(row.promptJson)
  if (messages === undefined) return 'their stored prompt cannot be read'
  if (request.output === 'embedding') return 'they asked for vectors'
  if (lastTurn?.isBound === true) return 'only the model of their last turn can go on'
  if (features?.modalities.some((modality) => modality !== 'text') === true)
    return 'they hold more than text, which a judge of text cannot see'
  if (features?.needsTools === true && handed?.tools === undefined)
    return 'they had tools, which the ledger does not keep'
  if (features?.needsJson === 'schema' && handed?.responseFormat === undefined)
    return 'they asked for a JSON Schema, which the ledger does not keep'
  return {
    ...request,
    messages,
    task: row.task,
    tools: handed?.tools,
    toolChoice: handed?.toolChoice,
    responseFormat: handed?.responseFormat ?? (features?.needsJson === 'json' ? { type: 'json' } : undefined),
  }
}

function parseMessages(promptJson: string | undefined): RouteRequest['messages'] | undefined {
  try {
    const messages: unknown = JSON.parse(promptJson ?? '')
    return Array.isArray(messages) && messages.length > 0 ? (messages as RouteRequest['messages']) : undefined
  } catch {
    return undefined
  }
}
