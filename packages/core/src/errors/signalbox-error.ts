const marker = Symbol.for('signalbox.error')

/** Closed: what a caller may switch on. */
export type SignalboxErrorCode =
  | 'configuration'
  | 'unknown-model'
  | 'no-candidate'
  | 'exhausted'
  | 'refused'
  | 'deadline'
  | 'broken'

/** Base of all errors of the core. The marker survives two copies of the package. */
export class SignalboxError extends Error {
  readonly code: SignalboxErrorCode

  constructor(code: SignalboxErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.name = 'SignalboxError'
    this.code = code
    Object.defineProperty(this, marker, { value: true })
  }

  static isInstance(value: unknown): value is SignalboxError {
    return typeof value === 'object' && value !== null && marker in value
  }
}
