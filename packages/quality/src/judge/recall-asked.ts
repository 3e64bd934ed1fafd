import {
  fromPromptJson,
  recallRequest,
  type OutcomeRow,
  type RouteMessage,
  type RouteRequest,
  type StoredPrompt,
} from '@signalbox/core'

/** A prompt that its owner hands over again. */
export type HandedPrompt = StoredPrompt

/**
 * A request of the past as it can be asked again: its messages, its limits, its constraints. A string = why it cannot, as a group of
 * requests is named by it.
 */
export function recallAsked(row: OutcomeRow, handed: HandedPrompt | undefined): RouteRequest | string {
  const recorded = recallRequest(row)
  if (recorded === undefined) return 'an older Signalbox wrote them, so their constraints are not known'
  const { features, lastTurn, shadow, session: _session, ...request } = recorded
  if (shadow === false) return 'their callers keep them out of studies'
  const prompt = handed ?? fromPromptJson(row.promptJson)
  if (prompt === undefined) return 'their stored prompt cannot be read'
  if (request.output === 'embedding') return 'they asked for vectors'
  if (lastTurn?.isBound === true) return 'only the model of their last turn can go on'
  if (features?.modalities.some((modality) => modality !== 'text') === true || prompt.messages.some(hasMedia))
    return 'they hold more than text, which a judge of text cannot see'
  if (features?.needsTools === true && prompt.tools === undefined)
    return 'they had tools, which were not kept with the prompt'
  if (features?.needsJson === 'schema' && prompt.responseFormat === undefined)
    return 'they asked for a JSON Schema, which was not kept with the prompt'
  return {
    ...request,
    ...prompt,
    task: row.task,
    responseFormat: prompt.responseFormat ?? (features?.needsJson === 'json' ? { type: 'json' } : undefined),
  }
}

function hasMedia({ content }: RouteMessage): boolean {
  return typeof content !== 'string' && content.some(({ type }) => type === 'media')
}
