import type { Outcome } from '../outcome/outcome.ts'
import { SignalboxError, type SignalboxErrorCode } from './signalbox-error.ts'

/** A request that was not served, with its outcome. The one error `open` and `run` throw, aborts and bad input aside. */
export class RouteError extends SignalboxError {
  readonly outcome: Outcome
  /** The raw errors: `errors[i]` belongs to `outcome.attempts[i]`, undefined where that attempt had none. */
  readonly errors: readonly unknown[]
  /**
   * true: asking again may help, after `outcome.failure.retryAfterMs`: the server that was asked last named that time, and neither
   * attempts nor deadline are spent. false: every target has been tried without such a hint, the limits are spent, or no answer can be
   * hoped for.
   */
  readonly isRetryable: boolean

  constructor(outcome: Outcome, errors: readonly unknown[], isRetryable = false) {
    super(codeOf(outcome), messageOf(outcome), { cause: errors.findLast((error) => error !== undefined) })
    this.name = 'RouteError'
    this.outcome = outcome
    this.errors = errors
    this.isRetryable = isRetryable
  }

  static override isInstance(value: unknown): value is RouteError {
    return SignalboxError.isInstance(value) && 'outcome' in value
  }
}

function codeOf(outcome: Outcome): SignalboxErrorCode {
  if (outcome.kind === 'broken') return 'broken'
  const { failure } = outcome
  if (failure?.kind === 'deadline') return 'deadline'
  if (failure?.kind === 'no-candidate' && outcome.attempts.length === 0) return 'no-candidate'
  return failure?.disposition === 'stop' && failure.scope === 'request' ? 'refused' : 'exhausted'
}

function messageOf(outcome: Outcome): string {
  const tried = outcome.attempts.map(
    (attempt) =>
      `${attempt.target}: ${attempt.end?.kind === 'failed' ? attempt.end.failure.message : (attempt.end?.kind ?? 'running')}`,
  )
  if (tried.length === 0) return noCandidateMessage(outcome)
  return `Request ${outcome.requestId} ${howItEnded(outcome)} (${tried.length} ${tried.length === 1 ? 'attempt' : 'attempts'}). ${tried.join('; ').replace(/\.$/, '')}.`
}

function howItEnded({ kind, servedBy, attempts }: Outcome): string {
  if (kind !== 'broken') return 'was not served'
  // A last candidate may be committed at its head, before anything has come.
  const hasContent = attempts.some(({ n, firstContentMs }) => n === servedBy?.n && firstContentMs !== undefined)
  return hasContent ? 'broke after content was shown' : 'broke before any content'
}

/** Codes that mean a model cannot do what is asked. Others are limits of the policy. */
const abilities: ReadonlySet<string> = new Set([
  'tools',
  'json',
  'json-schema',
  'modality',
  'logprobs',
  'host',
  'output',
])

const mostNamed = 8

function noCandidateMessage({ decision, failure }: Outcome): string {
  const rejected = rejectedOf(decision)
  if (rejected.length === 0) return failure?.message ?? 'no reply'
  const more = rejected.length > mostNamed ? `; and ${rejected.length - mostNamed} more` : ''
  const named = rejected.slice(0, mostNamed).map(({ target, detail }) => `${target} ${detail}`)
  const why = `${named.join('; ')}${more}`
  const unable = rejected.filter(({ code }) => abilities.has(code)).length
  const remedy =
    unable === rejected.length
      ? 'Add a target whose model can do this, or ask for less.'
      : unable === 0
        ? 'Loosen the constraint in the policy, or add a target that keeps to it.'
        : 'Add a target whose model can do this and that keeps to the policy, ask for less, or loosen the constraint in the policy.'
  return `No target may serve this request: ${why}. ${remedy}`
}

/** Where one model was asked for, only its own targets have something to say. */
function rejectedOf({ isVirtual, requested, rejected }: Outcome['decision']): Outcome['decision']['rejected'] {
  const model = rejected.find(({ target }) => target === requested)?.model ?? requested
  const own = isVirtual ? [] : rejected.filter((one) => one.model === model)
  return own.length > 0 ? own : rejected
}
