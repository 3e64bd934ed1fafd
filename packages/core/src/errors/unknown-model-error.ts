import { SignalboxError } from './signalbox-error.ts'

/** The request names a model, target, tier or alias that the policy does not have. The host's not-found error. */
export class UnknownModelError extends SignalboxError {
  readonly requested: string

  constructor(requested: string, known: readonly string[]) {
    const shown = known.slice(0, 12).join(', ')
    super(
      'unknown-model',
      `There is no model, target or tier "${requested.slice(0, 200)}". Known: ${shown === '' ? 'none of this kind' : shown}${known.length > 12 ? ', …' : ''}.`,
    )
    this.name = 'UnknownModelError'
    this.requested = requested
  }
}
