import type { FailureFacts } from '../failure/failure-facts.ts'
import type { Notes } from './notes.ts'

/** Reads one attempt's parts; may keep state. Property syntax: methods would be bivariant and let a half reader compile. */
export interface PartReader<Part> {
  readonly read: (part: Part, notes: Notes) => void
  /** The source ran out; call `notes.end()` here only if that is a proper end. */
  readonly dry?: ((notes: Notes) => void) | undefined
}

/** How a host's parts are read. One reader per attempt. */
export interface Dialect<Part> {
  readonly open: () => PartReader<Part>
  readonly toFacts: (error: unknown) => FailureFacts
  /**
   * For `resume`: the part of another attempt as it must follow what was shown, without its first `skipText` characters of text,
   * which the caller has, and without frames that open a reply. May answer none. Without it `resume` is refused.
   */
  readonly splice?: ((shown: readonly Part[], part: Part, skipText: number) => readonly Part[]) | undefined
}
