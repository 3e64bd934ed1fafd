import { classifyFailure, type FailureFacts } from '@signalbox/core'

/**
 * Whether a provider has turned the carrier down, and not us: its key there, its money, its country. Read as ours, such a refusal
 * would hold all that goes through our own key as ill.
 */
export function isOfTheCarrier(facts: FailureFacts): boolean {
  const { kind } = classifyFailure(facts, 'before-head', 0)
  return kind === 'authentication' || kind === 'permission' || kind === 'quota' || kind === 'region'
}
