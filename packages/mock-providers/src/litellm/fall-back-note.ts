import type { LitellmError } from './litellm-error.ts'
import { toPython } from './python-text.ts'

/** What the router writes behind an error that nobody else has made good. */
export interface FallBackState {
  readonly group: string
  readonly isDisabled: boolean
  /** Groups tried after the first; undefined = none is named for this group. */
  readonly tried: readonly string[] | undefined
  /** Of the first of them. */
  readonly error?: LitellmError | undefined
  /** The router's settings: group -> groups. */
  readonly configured: Readonly<Record<string, readonly string[]>> | undefined
}

export function withFallBackNote(error: LitellmError, state: FallBackState): LitellmError {
  if (error.isFinal === true) return error
  return { ...error, message: error.message + hintOf(error, state) + noteOf(state) }
}

/** Two kinds of error have fall-backs of their own, and say which there are. */
function hintOf({ message }: LitellmError, { group, configured }: FallBackState): string {
  const settings = configured === undefined ? null : Object.entries(configured).map(([from, to]) => ({ [from]: to }))
  const [kind, field] = message.includes('ContextWindowExceededError')
    ? ['context_window_fallback', 'context_window_fallbacks']
    : message.includes('ContentPolicyViolationError')
      ? ['content_policy_fallback', 'content_policy_fallback']
      : []
  if (kind === undefined) return ''
  return `\nmodel=${group}. ${field}=None. fallbacks=${toPython(settings)}.\n\nSet '${kind}' - https://docs.litellm.ai/docs/routing#fallbacks`
}

function noteOf({ group, isDisabled, tried, error, configured }: FallBackState): string {
  if (isDisabled) return ''
  const lead = `\n\nLiteLLM: model group '${group}' failed with the error above`
  if (tried !== undefined && tried.length > 0)
    return `${lead}. Fallback to ${tried.join(', ')} also failed: ${error?.message ?? ''}`
  if (tried === undefined && configured === undefined) return `${lead}. No fallback was attempted.`
  const others =
    configured !== undefined && Object.keys(configured).length > 0
      ? `Fallbacks are configured for: ${Object.keys(configured).join(', ')}.`
      : 'No fallbacks are configured.'
  return `${lead} and no fallback model group was found for it, so the request was not retried on another model. ${others} Add a fallbacks entry for that model group (Router fallbacks or proxy router_settings.fallbacks) to retry on another model.`
}
